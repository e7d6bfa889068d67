import type { Quota } from '@psnb2b/contract';
import { columnsOf, DataList, Empty, groupDigits, Link, Page, Section, Time } from '@psnb2b/ui';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { ChangeQuota } from './ChangeQuota.tsx';
import { words } from './words.ts';

/** Every quota: its default, its present value, who set it, and who uses most of it today. */
export function QuotasPage() {
  const quotas = useRead('/quotas');
  return (
    <Page lead={words.lead}>
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

const col = columnsOf<Quota>();

const COLUMNS = [
  col.text('what', words.what, { below: ({ name }) => <span className="mono">{name}</span> }),
  col.word('of', words.of, words.ofs, { from: 'm' }),
  col.cell(
    'perDay',
    words.perDay,
    ({ per_day, default_per_day }) => (
      <div>
        <div>{groupDigits(per_day)}</div>
        {per_day !== default_per_day && (
          <div className="quiet">
            {groupDigits(default_per_day)} {words.byDefault}
          </div>
        )}
      </div>
    ),
    { align: 'right' },
  ),
  col.cell('set', words.set, ({ set_at, set_by }) =>
    set_at === null ? (
      <span className="quiet">{words.never}</span>
    ) : (
      <div>
        <div>{set_by}</div>
        <Time at={set_at} />
      </div>
    ),
  ),
  col.cell('largest', words.largest, (quota) => <Largest quota={quota} />),
  col.acts((quota) => <ChangeQuota quota={quota} />),
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
