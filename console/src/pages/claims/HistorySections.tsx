import type { StaffClaim } from '@psnb2b/contract';
import {
  type Column,
  CopyId,
  DataTable,
  Empty,
  Link,
  Money,
  resolutionTones,
  Section,
  StatusBadge,
  Time,
} from '@psnb2b/ui';
import { to } from '../../pages.ts';
import { c } from '../../text/claims.ts';
import { claimTones } from '../../tones.ts';
import { Cost } from '../lots/Cost.tsx';

type Claim = StaffClaim;
type Code = Claim['codes'][number];
interface Props {
  readonly claim: Claim;
}

/** Every code with its whole history: lot, supplier, cost, what was paid, what became of it. */
export function CodesSection({ claim }: Props) {
  return (
    <Section title={c.history} flush>
      <DataTable
        label={c.history}
        rows={claim.codes}
        columns={codeColumns(claim)}
        rowKey={({ id }) => id}
      />
    </Section>
  );
}

function codeColumns({ currency }: Claim): readonly Column<Code>[] {
  return [
    {
      key: 'code',
      title: c.code,
      cell: ({ id, delivered_at, claimable_until, origin }) => (
        <>
          <CopyId id={id} what={c.code} short />
          <div className="narrow">
            <Origin origin={origin} />
          </div>
          <div className="quiet">
            {c.delivered} <Time at={delivered_at} />
          </div>
          <div className="quiet">
            {c.until} <Time at={claimable_until} />
          </div>
        </>
      ),
    },
    {
      key: 'origin',
      title: c.origin,
      from: 's',
      cell: ({ origin }) => <Origin origin={origin} />,
    },
    {
      key: 'cost',
      title: c.cost,
      align: 'right',
      from: 's',
      cell: ({ origin }) => <Cost amount={origin.cost} currency={origin.cost_currency} />,
    },
    {
      key: 'price',
      title: c.price,
      align: 'right',
      from: 's',
      cell: ({ price }) => <Money amount={price} currency={currency} />,
    },
    {
      key: 'outcome',
      title: c.outcome,
      cell: (code) => <Outcome code={code} currency={currency} />,
    },
  ];
}

function Origin({ origin }: { readonly origin: Code['origin'] }) {
  return (
    <>
      <Link to={to.lot(origin.lot_id)} className="breaks">
        {origin.supplier || c.noSupplier}
      </Link>
      <div className="quiet">{origin.file_name}</div>
      <div className="quiet">
        <Time at={origin.imported_at} form="day" />{' '}
        {origin.recalled_at !== null && <StatusBadge tone="bad">{c.recalled}</StatusBadge>}
      </div>
    </>
  );
}

function Outcome({ code, currency }: { readonly code: Code; readonly currency: string }) {
  const { resolution, replacement, refund, detail, recovery, known, withdrawn } = code;
  if (resolution === null) return <span className="quiet">{known ? '—' : c.neverRead}</span>;
  return (
    <>
      <StatusBadge tone={resolutionTones[resolution]}>{c.outcomes[resolution]}</StatusBadge>
      {refund !== null && (
        <div>
          <Money amount={refund} currency={currency} />
        </div>
      )}
      {replacement !== null && (
        <div>
          <CopyId id={replacement} what={c.replacedBy} short />
        </div>
      )}
      {detail !== null && <div className="quiet">{detail}</div>}
      {withdrawn !== null && <div className="quiet">{c.withdrawn[withdrawn]}</div>}
      {recovery !== null && <div className="quiet">{c.recovery[recovery] ?? recovery}</div>}
    </>
  );
}

/** Every reading of the order's codes: by which key or person, to which address, when. */
export function RevealsSection({ claim }: Props) {
  const columns: readonly Column<Claim['reveals'][number]>[] = [
    { key: 'at', title: c.at, cell: ({ at }) => <Time at={at} /> },
    {
      key: 'reader',
      title: c.reader,
      cell: ({ reader, address }) => (
        <>
          <span className="breaks mono">{claim.names[reader] ?? reader}</span>
          <span className="quiet narrow">{address}</span>
        </>
      ),
    },
    { key: 'address', title: c.address, from: 's', cell: ({ address }) => address ?? '—' },
    { key: 'codes', title: c.codes, align: 'right', from: 's', cell: ({ codes }) => codes },
    {
      key: 'request',
      title: c.request,
      from: 'm',
      cell: ({ request_id }) =>
        request_id ? <CopyId id={request_id} what={c.request} short /> : '—',
    },
  ];
  return (
    <Section title={c.reveals} lead={c.revealsLead} flush>
      {claim.reveals.length === 0 ? (
        <Empty title={c.revealsNone} />
      ) : (
        <DataTable
          label={c.reveals}
          rows={claim.reveals}
          columns={columns}
          rowKey={({ at, request_id }) => `${at} ${request_id}`}
        />
      )}
    </Section>
  );
}

const REF_COLUMNS: readonly Column<Claim['claims_of_lots'][number]>[] = [
  { key: 'reason', title: c.reason, cell: ({ reason }) => c.reasons[reason] },
  { key: 'codes', title: c.codes, align: 'right', cell: ({ codes }) => codes },
  {
    key: 'status',
    title: c.status,
    cell: ({ status }) => <StatusBadge tone={claimTones[status]}>{c.statuses[status]}</StatusBadge>,
  },
];

/** Whether these codes or this business stand alone. */
export function OthersSection({ claim }: Props) {
  return (
    <>
      {(
        [
          [c.othersOfLots, claim.claims_of_lots],
          [c.othersOfPartner, claim.claims_of_partner],
        ] as const
      ).map(([title, claims]) => (
        <Section key={title} title={title} flush>
          {claims.length === 0 ? (
            <Empty title={c.othersNone} />
          ) : (
            <DataTable
              label={title}
              rows={claims}
              columns={REF_COLUMNS}
              rowKey={({ id }) => id}
              rowLink={({ id }) => to.claim(id)}
            />
          )}
        </Section>
      ))}
    </>
  );
}
