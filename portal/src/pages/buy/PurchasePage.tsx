import { Button } from '@mantine/core';
import type { Purchase, PurchaseLine } from '@psnb2b/contract';
import {
  Columns,
  CopyId,
  CopyValue,
  columnsOf,
  DataTable,
  type Fact,
  Facts,
  groupDigits,
  Link,
  Loaded,
  Money,
  orderTones,
  Page,
  Section,
  StatusBadge,
  Time,
} from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { useParams } from 'react-router';
import { read } from '../../client.ts';
import { useInEitherMode } from '../../in-either-mode.ts';
import { to } from '../../pages.ts';
import { text } from '../../text.ts';
import { words as orderWords, waitsFor } from '../orders/words.ts';
import { AllCodes } from './AllCodes.tsx';
import { sumsOf } from './sums-of.ts';
import { words as buyWords, reasonOf, purchaseWords as words } from './words.ts';

const col = columnsOf<PurchaseLine>();
const COLUMNS = [
  col.cell('product', orderWords.product, (line) => buyWords.productOf(line)),
  col.cell(
    'quantity',
    orderWords.quantity,
    ({ order, quantity }) => groupDigits(order?.quantity ?? quantity),
    { align: 'right' },
  ),
  col.cell('outcome', words.outcome, (line) => <Outcome line={line} />),
  col.cell(
    'total',
    orderWords.total,
    ({ order }) => order && <Money amount={order.total} currency={order.currency} />,
    { align: 'right' },
  ),
  col.cell(
    'reference',
    words.reference,
    ({ order }) => order?.reference && <span className="breaks">{order.reference}</span>,
    { from: 's' },
  ),
];

/** A purchase, whoever bought it and whenever: its lines as they are now, and all codes that were delivered. */
export function PurchasePage() {
  const { id = '' } = useParams();
  const purchase = useInEitherMode((query) =>
    read('/purchases/{purchase_id}', { path: { purchase_id: id }, query }),
  );
  return <Loaded query={purchase}>{(each) => <OnePurchase purchase={each} />}</Loaded>;
}

function OnePurchase({ purchase }: { readonly purchase: Purchase }) {
  const { id, mode, reference, lines } = purchase;
  const sums = sumsOf(purchase);
  return (
    <Page
      title={reference === null ? words.title : words.titled(reference)}
      lead={words.lead(sums.bought, lines.length)}
      acts={
        <>
          {sums.delivered > 0 && <AllCodes id={id} mode={mode} size="sm" />}
          {sums.bought > 0 && (
            <Button variant="default" component={Link} to={at(to.orders, { search: id, mode })}>
              {words.inOrders}
            </Button>
          )}
        </>
      }
    >
      <Columns
        main={
          <Section title={words.lines} flush>
            <DataTable
              label={words.lines}
              rows={lines}
              columns={COLUMNS}
              rowKey={({ key }) => key}
              rowLink={({ order }) => order && to.order(order.id)}
            />
          </Section>
        }
        side={
          <Section title={words.details}>
            <Facts facts={factsOf(purchase)} />
          </Section>
        }
      />
    </Page>
  );
}

/** The outcome of a line: the state of its order, or why it bought nothing. */
function Outcome({
  line: { state, order, refusal, max_unit_price: guard },
}: {
  readonly line: PurchaseLine;
}) {
  if (!order) {
    return (
      <div>
        <StatusBadge tone={state === 'refused' ? 'bad' : 'neutral'} value={state}>
          {words.states[state]}
        </StatusBadge>
        {refusal && <div className="quiet">{reasonOf(refusal, guard)}</div>}
      </div>
    );
  }
  return (
    <div>
      <StatusBadge tone={orderTones[order.status]} value={order.status}>
        {orderWords.statuses[order.status]}
      </StatusBadge>
      {order.status === 'pending' && <div className="quiet">{waitsFor(order)}</div>}
      {order.failure && <div className="quiet">{order.failure.detail}</div>}
    </div>
  );
}

function factsOf(purchase: Purchase): Fact[] {
  const { id, mode, reference, created_at } = purchase;
  const { money, delivered, waiting, refused, open } = sumsOf(purchase);
  const amount = (value: string) =>
    money && <Money key={value} amount={value} currency={money.currency} />;
  return [
    [words.delivered, buyWords.count(delivered)],
    ...(money ? ([[words.spent, amount(money.delivered)]] as Fact[]) : []),
    ...(money && waiting > 0
      ? ([
          [words.waiting, buyWords.count(waiting)],
          [words.waits, amount(money.waiting)],
        ] as Fact[])
      : []),
    ...(refused > 0 ? ([[words.refused, groupDigits(refused)]] as Fact[]) : []),
    ...(open > 0 ? ([[words.open, groupDigits(open)]] as Fact[]) : []),
    [words.created, <Time key="created" at={created_at} />],
    ...(reference
      ? ([
          [
            words.reference,
            <span key="reference" className="breaks">
              {reference} <CopyValue value={reference} what={words.reference} />
            </span>,
          ],
        ] as Fact[])
      : []),
    [words.id, <CopyId key="id" id={id} what={words.id} short />],
    [text.mode, text.modes[mode]],
  ];
}
