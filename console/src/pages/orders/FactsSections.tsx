import type { StaffOrderFile } from '@psnb2b/contract';
import {
  CopyId,
  CopyValue,
  type Fact,
  Facts,
  groupDigits,
  Link,
  Money,
  Section,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { allowed } from '../../client.ts';
import { to } from '../../pages.ts';
import { text } from '../../text.ts';
import { words as listWords, orderWords as words } from './words.ts';

interface Props {
  readonly order: StaffOrderFile;
}

/** The terms of the order, what its partner noted, and recalls of its codes. */
export function FactsSections({ order }: Props) {
  const mayAudit = allowed(useMe(), 'listAudit').can;
  const noted = Object.entries(order.metadata);
  return (
    <>
      <Section title={words.facts}>
        <Facts facts={[...who(order), ...terms(order), ...(mayAudit ? [auditOf(order)] : [])]} />
      </Section>
      {noted.length > 0 && (
        <Section title={words.metadata}>
          <Facts
            facts={noted.map(([name, value]) => [
              name,
              <span key={name} className="breaks">
                {value}
              </span>,
            ])}
          />
        </Section>
      )}
      {order.recalls.length > 0 && (
        <Section title={words.recalls}>
          <Facts
            facts={order.recalls.map(({ lot_id, recalled_at }) => [
              words.lot,
              <>
                <Link to={to.lot(lot_id)} className="breaks">
                  {lot_id}
                </Link>{' '}
                <Time at={recalled_at} form="day" />
              </>,
            ])}
          />
        </Section>
      )}
    </>
  );
}

function auditOf({ id }: StaffOrderFile): Fact {
  return [
    words.audit,
    <Link key="audit" to={at(to.audit, { subject: id })}>
      {words.seeAudit}
    </Link>,
  ];
}

function who(order: StaffOrderFile): Fact[] {
  const { partner, reference, bought_by, purchase_id, mode } = order;
  return [
    [
      words.partner,
      <Link key="partner" to={to.partner(partner.id)} className="breaks">
        {partner.name}
      </Link>,
    ],
    [
      words.reference,
      reference && (
        <span key="reference" className="breaks">
          {reference} <CopyValue value={reference} what={words.reference} />
        </span>
      ),
    ],
    [
      words.boughtBy,
      bought_by && (
        <span key="buyer" className="breaks">
          {bought_by.id.startsWith('key_')
            ? words.key(bought_by.name ?? bought_by.id)
            : (bought_by.name ?? bought_by.id)}{' '}
          <Link to={at(to.orders, { bought_by: bought_by.id, mode })}>{words.others}</Link>
        </span>
      ),
    ],
    ...(purchase_id === null
      ? []
      : ([
          [
            words.purchase,
            <Link key="purchase" to={at(to.orders, { search: purchase_id, mode })}>
              {words.others}
            </Link>,
          ],
        ] satisfies Fact[])),
    [words.id, <CopyId key="id" id={order.id} what={words.id} short />],
    [listWords.mode, text.modes[mode]],
  ];
}

function terms(order: StaffOrderFile): Fact[] {
  const { currency, quantity, requested_quantity: requested, claimable_until } = order;
  const money = (amount: string) => <Money amount={amount} currency={currency} />;
  return [
    [words.total, money(order.total)],
    [words.unitPrice, money(order.unit_price)],
    [words.listPrice, money(order.list_price)],
    [words.tier, order.tier ?? words.noTier],
    [words.payment, words.payments[order.payment]],
    ...(requested > quantity ? ([[words.requested, groupDigits(requested)]] satisfies Fact[]) : []),
    ...(Number(order.refunded) > 0 ? ([[words.refunded, money(order.refunded)]] as Fact[]) : []),
    ...(claimable_until
      ? ([[words.claimable, <Time key="claimable" at={claimable_until} />]] as Fact[])
      : []),
  ];
}
