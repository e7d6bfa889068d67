import type { Quota } from '@psnb2b/contract';
import { type Column, DataList, Empty, groupDigits, Link, Page, Section, Time } from '@psnb2b/ui';
import { useRead } from '../../door.ts';
import { to } from '../../pages.ts';
import { t } from '../../text/text.ts';
import { ChangeQuota } from './ChangeQuota.tsx';

const words = t.quotas;

/** Every quota: its default, what it is set to, who set it, and who uses most of it today. */
export function QuotasPage() {
  const quotas = useRead('/quotas');
  return (
    <Page title={words.title} lead={words.lead}>
      <Section flush>
        <DataList
          label={words.title}
          query={quotas}
          columns={COLUMNS}
          rowKey={({ name }) => name}
          empty={<Empty title={words.unused} />}
        />
      </Section>
    </Page>
  );
}

const COLUMNS: readonly Column<Quota>[] = [
  {
    key: 'what',
    title: words.what,
    cell: ({ name, what }) => (
      <div>
        <div>{what}</div>
        <div className="mono quiet">{name}</div>
      </div>
    ),
  },
  { key: 'of', title: words.of, from: 'm', cell: (quota) => words.ofs[quota.of] },
  {
    key: 'perDay',
    title: words.perDay,
    align: 'right',
    cell: ({ per_day, default_per_day }) => (
      <div>
        <div>{groupDigits(per_day)}</div>
        {per_day !== default_per_day && (
          <div className="quiet">
            {groupDigits(default_per_day)} {words.byDefault}
          </div>
        )}
      </div>
    ),
  },
  {
    key: 'set',
    title: words.set,
    cell: ({ set_at, set_by }) =>
      set_at === null ? (
        <span className="quiet">{words.never}</span>
      ) : (
        <div>
          <div>{set_by}</div>
          <Time at={set_at} />
        </div>
      ),
  },
  { key: 'largest', title: words.largest, cell: (quota) => <Largest quota={quota} /> },
  { key: 'act', title: '', align: 'right', cell: (quota) => <ChangeQuota quota={quota} /> },
];

function Largest({ quota }: { readonly quota: Quota }) {
  if (quota.largest.length === 0) return <span className="quiet">{words.unused}</span>;
  return (
    <div>
      {quota.largest.map(({ name, partner_id, used }) => (
        <div key={name}>
          {partner_id === null ? name : <Link to={to.partner(partner_id)}>{name}</Link>}{' '}
          {groupDigits(used)}
        </div>
      ))}
    </div>
  );
}
