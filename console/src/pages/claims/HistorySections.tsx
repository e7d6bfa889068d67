import type { StaffClaim } from '@psnb2b/contract';
import {
  CopyId,
  columnsOf,
  DataTable,
  Empty,
  Link,
  Money,
  resolutionTones,
  Section,
  StatusBadge,
  Time,
} from '@psnb2b/ui';
import { Cost } from '../../Cost.tsx';
import { to } from '../../pages.ts';
import { claimTones } from '../../tones.ts';
import { words } from './words.ts';

type Claim = StaffClaim;
type Code = Claim['codes'][number];
interface Props {
  readonly claim: Claim;
}

const code = columnsOf<Code>();
const reveal = columnsOf<Claim['reveals'][number]>();
const other = columnsOf<Claim['claims_of_lots'][number]>();

/** Every code with its history: lot, supplier, cost, price paid, and outcome. */
export function CodesSection({ claim }: Props) {
  return (
    <Section title={words.history} flush>
      <DataTable
        label={words.history}
        rows={claim.codes}
        columns={[
          code.cell('code', words.code, ({ id, delivered_at, claimable_until, origin }) => (
            <>
              <CopyId id={id} what={words.code} short />
              <div className="narrow">
                <Origin origin={origin} />
              </div>
              <div className="quiet">
                {words.delivered} <Time at={delivered_at} />
              </div>
              <div className="quiet">
                {words.until} <Time at={claimable_until} />
              </div>
            </>
          )),
          code.cell('origin', words.origin, ({ origin }) => <Origin origin={origin} />, {
            from: 's',
          }),
          code.cell(
            'cost',
            words.cost,
            ({ origin }) => <Cost amount={origin.cost} currency={origin.cost_currency} />,
            { align: 'right', from: 's' },
          ),
          code.cell(
            'price',
            words.price,
            ({ price }) => <Money amount={price} currency={claim.currency} />,
            { align: 'right', from: 's' },
          ),
          code.cell('outcome', words.outcome, (each) => (
            <Outcome code={each} currency={claim.currency} />
          )),
        ]}
        rowKey={({ id }) => id}
      />
    </Section>
  );
}

function Origin({ origin }: { readonly origin: Code['origin'] }) {
  return (
    <>
      <Link to={to.lot(origin.lot_id)} className="breaks">
        {origin.supplier || words.noSupplier}
      </Link>
      <div className="quiet">{origin.file_name}</div>
      <div className="quiet">
        <Time at={origin.imported_at} form="day" />{' '}
        {origin.recalled_at !== null && <StatusBadge tone="bad">{words.recalled}</StatusBadge>}
      </div>
    </>
  );
}

function Outcome({ code, currency }: { readonly code: Code; readonly currency: string }) {
  const { resolution, replacement, refund, detail, recovery, known, withdrawn } = code;
  if (resolution === null) return <span className="quiet">{known ? '—' : words.neverRead}</span>;
  return (
    <>
      <StatusBadge tone={resolutionTones[resolution]} value={resolution}>
        {words.outcomes[resolution]}
      </StatusBadge>
      {refund !== null && (
        <div>
          <Money amount={refund} currency={currency} />
        </div>
      )}
      {replacement !== null && (
        <div>
          <CopyId id={replacement} what={words.replacedBy} short />
        </div>
      )}
      {detail !== null && <div className="quiet">{detail}</div>}
      {withdrawn !== null && <div className="quiet">{words.withdrawn[withdrawn]}</div>}
      {recovery !== null && <div className="quiet">{words.recovery[recovery] ?? recovery}</div>}
    </>
  );
}

/** Every reveal of the order's codes: by which key or person, from which address, when. */
export function RevealsSection({ claim }: Props) {
  return (
    <Section title={words.reveals} lead={words.revealsLead} flush>
      {claim.reveals.length === 0 ? (
        <Empty title={words.revealsNone} />
      ) : (
        <DataTable
          label={words.reveals}
          rows={claim.reveals}
          columns={[
            reveal.cell('at', words.at, ({ at }) => <Time at={at} />),
            reveal.cell('reader', words.reader, ({ reader, address }) => (
              <>
                <span className="breaks mono">{claim.names[reader] ?? reader}</span>
                <span className="quiet narrow">{address}</span>
              </>
            )),
            reveal.mono('address', words.address, { from: 's' }),
            reveal.count('codes', words.codes, { from: 's' }),
            reveal.cell(
              'request',
              words.request,
              ({ request_id }) =>
                request_id ? <CopyId id={request_id} what={words.request} short /> : '—',
              { from: 'm' },
            ),
          ]}
          rowKey={({ at, request_id }) => `${at} ${request_id}`}
        />
      )}
    </Section>
  );
}

/** Other claims on the same lots and of the same business. */
export function OthersSection({ claim }: Props) {
  return (
    <>
      {(
        [
          [words.othersOfLots, claim.claims_of_lots],
          [words.othersOfPartner, claim.claims_of_partner],
        ] as const
      ).map(([title, claims]) => (
        <Section key={title} title={title} flush>
          {claims.length === 0 ? (
            <Empty title={words.othersNone} />
          ) : (
            <DataTable
              label={title}
              rows={claims}
              columns={[
                other.word('reason', words.reason, words.reasons),
                other.count('codes', words.codes),
                other.status('status', words.status, claimTones, words.statuses),
              ]}
              rowKey={({ id }) => id}
              rowLink={({ id }) => to.claim(id)}
            />
          )}
        </Section>
      ))}
    </>
  );
}
