import type { StaffOrder, StaffOrderCode } from '@psnb2b/contract';
import {
  CopyId,
  columnsOf,
  DataList,
  Empty,
  Link,
  Section,
  StatusBadge,
  useListState,
} from '@psnb2b/ui';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { orderWords as words } from './words.ts';

const col = columnsOf<StaffOrderCode>();

const COLUMNS = [
  col.cell('code', words.code, ({ number, id, replaces }) => (
    <div>
      <span className="quiet">{number}</span> <CopyId id={id} what={words.code} short />
      {replaces !== null && (
        <div className="quiet">
          {words.replaces} <CopyId id={replaces} what={words.code} short />
        </div>
      )}
    </div>
  )),
  col.cell(
    'fingerprint',
    words.fingerprint,
    ({ fingerprint }) => <span className="mono breaks">{fingerprint}</span>,
    { from: 'm' },
  ),
  col.cell(
    'lot',
    words.lot,
    ({ lot_id, supplier, recalled }) => (
      <div>
        <Link to={to.lot(lot_id)} className="breaks">
          {supplier || words.noSupplier}
        </Link>{' '}
        {recalled && <StatusBadge tone="bad">{words.recalled}</StatusBadge>}
      </div>
    ),
    { from: 's' },
  ),
  col.cell('status', words.state, ({ status, read, claim_id }) => (
    <div>
      <StatusBadge
        tone={status !== 'delivered' ? 'neutral' : read ? 'info' : 'good'}
        value={status}
      >
        {status !== 'delivered' ? words.codeStates[status] : read ? words.read : words.unread}
      </StatusBadge>
      {claim_id !== null && (
        <>
          {' '}
          <Link to={to.claim(claim_id)}>{words.claimed}</Link>
        </>
      )}
    </div>
  )),
];

/** The codes of an order, never their texts; the page of them is in the address. */
export function CodesSection({ order }: { readonly order: StaffOrder }) {
  if (order.status !== 'delivered') {
    return (
      <Section title={words.codes}>
        <Empty title={order.status === 'failed' ? words.noCodesOfFailed : words.noCodes} />
      </Section>
    );
  }
  return <Delivered order={order} />;
}

function Delivered({ order: { id } }: { readonly order: StaffOrder }) {
  const state = useListState([]);
  const { limit, cursor } = state.query;
  const query = { limit, ...(cursor !== undefined && { cursor }) };
  const reply = useRead(
    '/orders/{order_id}/codes',
    { path: { order_id: id }, query },
    { keep: true },
  );
  return (
    <Section title={words.codes} lead={words.codesLead} flush>
      <DataList
        label={words.codes}
        list={{ ...state, reply }}
        columns={COLUMNS}
        rowKey={({ id: code }) => code}
        empty={<Empty title={words.noCodes} />}
      />
    </Section>
  );
}
