import type { Order } from '@psnb2b/contract';
import { Empty, Loaded, Section } from '@psnb2b/ui';
import { useRead } from '../../client.ts';
import { CodesTable } from './CodesTable.tsx';
import { orderWords as words } from './words.ts';

/** The codes of an order: hidden until somebody reads them, one by one or together. */
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

function Delivered({ order }: { readonly order: Order }) {
  const { id, mode } = order;
  const codes = useRead('/orders/{order_id}/codes', { path: { order_id: id }, query: { mode } });
  return (
    <Section title={words.codes} lead={words.codesLead} flush>
      <Loaded query={codes}>{({ data }) => <CodesTable order={order} codes={data} />}</Loaded>
    </Section>
  );
}
