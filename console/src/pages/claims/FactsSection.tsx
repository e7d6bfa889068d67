import type { StaffClaim } from '@psnb2b/contract';
import { CopyId, type Fact, Facts, groupDigits, Link, Money, Section, Time } from '@psnb2b/ui';
import { to } from '../../pages.ts';
import classes from './claims.module.css';
import { words } from './words.ts';

interface Props {
  readonly claim: StaffClaim;
}

/** The promised times, and whether they were kept. */
export function DeadlineSection({ claim }: Props) {
  const moment = (due: string, kept: string | null) =>
    kept === null ? (
      <>
        <Time at={due} /> <span className="quiet">{words.promised}</span>
      </>
    ) : (
      <>
        <Time at={kept} /> <span className="quiet">{kept > due ? words.overdue : words.done}</span>
      </>
    );
  const isWithdrawn = claim.status === 'withdrawn';
  return (
    <Section title={words.serviceLevel}>
      <Facts
        facts={[
          [words.firstAnswer, moment(claim.answer_due_at, claim.first_answered_at)],
          [
            isWithdrawn ? words.statuses.withdrawn : words.decision,
            moment(claim.decision_due_at, claim.decided_at),
          ],
        ]}
      />
      {claim.status === 'needs_info' && <p className="quiet">{words.pausedUntil}</p>}
    </Section>
  );
}

/** The report, shown as text. */
export function ReportSection({ claim }: Props) {
  return (
    <Section title={words.description}>
      <p className={classes.report}>{claim.description}</p>
    </Section>
  );
}

export function FactsSection({ claim }: Props) {
  return (
    <Section title={words.facts}>
      <Facts facts={factsOf(claim)} />
    </Section>
  );
}

function factsOf(claim: StaffClaim): Fact[] {
  const { order, partner, currency, lot_id: lot } = claim;
  const filer = claim.names[claim.filed_by] ?? claim.filed_by;
  return [
    [words.reason, words.reasons[claim.reason]],
    [
      words.partner,
      <Link key="partner" to={to.partner(partner.id)}>
        {partner.name}
      </Link>,
    ],
    [words.id, <CopyId key="id" id={claim.id} what={words.claim} short />],
    [
      words.order,
      <Link key="order" to={to.order(order.id)} className="breaks">
        {order.id}
      </Link>,
    ],
    [words.product, `${groupDigits(order.quantity)} × ${order.sku}`],
    [words.price, <Money key="total" amount={order.total} currency={currency} />],
    [words.reference, order.reference],
    [words.delivered, <Time key="delivered" at={order.delivered_at} />],
    [words.filed, <Time key="filed" at={claim.created_at} />],
    [words.filedBy, `${filer}, ${words.origins[claim.origin]}`],
    ...(lot === null
      ? []
      : [
          [
            words.recall,
            <Link key="lot" to={to.lot(lot)} className="breaks">
              {lot}
            </Link>,
          ] as const,
        ]),
  ];
}
