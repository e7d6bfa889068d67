import type { Order, PortalOrder } from '@psnb2b/contract';
import {
  CopyId,
  CopyValue,
  type Fact,
  Facts,
  groupDigits,
  Link,
  type Moment,
  Money,
  Section,
  Time,
  Timeline,
} from '@psnb2b/ui';
import { to } from '../../pages.ts';
import { text } from '../../text.ts';
import { words as listWords, orderWords as words } from './words.ts';

/** The terms of the order and its history. */
export function OrderSide({ order }: { readonly order: PortalOrder }) {
  return (
    <>
      <Section title={words.facts}>
        <Facts facts={factsOf(order)} />
      </Section>
      <Section title={words.timeline}>
        <Timeline label={words.timeline} moments={momentsOf(order)} />
      </Section>
    </>
  );
}

function factsOf(order: PortalOrder): Fact[] {
  const { reference, currency, quantity, requested_quantity: requested } = order;
  const money = (amount: string) => <Money amount={amount} currency={currency} />;
  return [
    [listWords.total, money(order.total)],
    [words.unitPrice, money(order.unit_price)],
    [words.listPrice, money(order.list_price)],
    [words.tier, order.tier ?? words.noTier],
    ...(requested > quantity ? ([[words.requested, groupDigits(requested)]] as Fact[]) : []),
    ...(Number(order.refunded) > 0 ? ([[words.refunded, money(order.refunded)]] as Fact[]) : []),
    [words.payment, words.payments[order.payment]],
    [listWords.boughtBy, boughtBy(order)],
    ...(order.purchase_id === null
      ? []
      : ([
          [
            words.purchase,
            <Link key="purchase" to={to.purchase(order.purchase_id)}>
              {words.openPurchase}
            </Link>,
          ],
        ] as Fact[])),
    ...(order.claimable_until
      ? ([[words.claimable, <Time key="claimable" at={order.claimable_until} />]] as Fact[])
      : []),
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
    [words.id, <CopyId key="id" id={order.id} what={words.id} short />],
    [text.mode, text.modes[order.mode]],
  ];
}

function boughtBy({ bought_by }: PortalOrder): string | null {
  if (bought_by === null) return null;
  const { id, name } = bought_by;
  return id.startsWith('key_') ? listWords.key(name ?? id) : (name ?? id);
}

function momentsOf({ id, created_at, paid_at, delivered_at, failed_at, failure }: Order): Moment[] {
  const moment = (at: string | null, title: string, tone: Moment['tone']): Moment[] =>
    at === null ? [] : [{ key: `${id} ${title}`, at, title, ...(tone && { tone }) }];
  return [
    ...moment(created_at, words.ordered, 'info'),
    ...moment(paid_at, words.paid, 'info'),
    ...moment(delivered_at, words.delivered, 'good'),
    ...(failure ? moment(failed_at, words.failed[failure.code], 'bad') : []),
  ];
}
