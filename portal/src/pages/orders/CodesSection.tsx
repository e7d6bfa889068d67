import type { MaskedCode, Order } from '@psnb2b/contract';
import { ActButton, CopyId, columnsOf, DataTable, Empty, Loaded, Section, useGo } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { codeTones } from './order-tones.ts';
import { orderWords as words } from './words.ts';

const col = columnsOf<MaskedCode>();

const COLUMNS = [
  col.cell('code', words.code, ({ id }) => <CopyId id={id} what={words.code} short />),
  col.status('status', words.codeStatus, codeTones, words.codeStatuses),
  col.cell('read', words.read, words.reads, { from: 's' }),
  col.cell(
    'replaces',
    words.replaces,
    ({ replaces }) => replaces && <CopyId id={replaces} what={words.replaces} short />,
    { from: 'm' },
  ),
  col.time('claimable_until', words.claimUntil, { from: 's' }),
];

/** The codes of an order by their ids; none is shown or read. */
export function CodesSection({ order }: { readonly order: Order }) {
  if (order.status !== 'delivered') {
    return (
      <Section title={words.codes}>
        <Empty title={words.noCodes} />
      </Section>
    );
  }
  return <Delivered order={order} />;
}

function Delivered({ order: { id, mode } }: { readonly order: Order }) {
  const go = useGo();
  const me = useMe();
  const codes = useRead('/orders/{order_id}/codes', { path: { order_id: id }, query: { mode } });
  return (
    <Section
      title={words.codes}
      lead={words.codesLead}
      acts={
        me.may.includes('createClaim') && (
          <ActButton variant="default" onClick={() => go(at(to.newClaim, { order: id }))}>
            {words.claim}
          </ActButton>
        )
      }
      flush
    >
      <Loaded query={codes}>
        {({ data }) => (
          <DataTable label={words.codes} rows={data} rowKey={(code) => code.id} columns={COLUMNS} />
        )}
      </Loaded>
    </Section>
  );
}
