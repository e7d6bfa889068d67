import type { StaffClaim } from '@psnb2b/contract';
import { CopyId, type Fact, Facts, Link, Money, Section, Time } from '@psnb2b/ui';
import { to } from '../../pages.ts';
import { c } from '../../text/claims.ts';
import classes from './claims.module.css';

interface Props {
  readonly claim: StaffClaim;
}

/** What was promised, what was kept, and what runs. */
export function ClockSection({ claim }: Props) {
  const moment = (due: string, kept: string | null) =>
    kept === null ? (
      <>
        <Time at={due} /> <span className="quiet">{c.promised}</span>
      </>
    ) : (
      <>
        <Time at={kept} /> <span className="quiet">{kept > due ? c.overdue : c.done}</span>
      </>
    );
  const isWithdrawn = claim.status === 'withdrawn';
  return (
    <Section title={c.clockOf}>
      <Facts
        facts={[
          [c.firstAnswer, moment(claim.answer_due_at, claim.first_answered_at)],
          [
            isWithdrawn ? c.statuses.withdrawn : c.decision,
            moment(claim.decision_due_at, claim.decided_at),
          ],
        ]}
      />
      {claim.status === 'needs_info' && <p className="quiet">{c.waitsSince}</p>}
    </Section>
  );
}

/** What was reported, as the text that it is. */
export function ReportSection({ claim }: Props) {
  return (
    <Section title={c.description}>
      <p className={classes.report}>{claim.description}</p>
    </Section>
  );
}

export function FactsSection({ claim }: Props) {
  return (
    <Section title={c.facts}>
      <Facts facts={factsOf(claim)} />
    </Section>
  );
}

function factsOf(claim: StaffClaim): Fact[] {
  const { order, partner, currency, lot_id: lot } = claim;
  const filer = claim.names[claim.filed_by] ?? claim.filed_by;
  return [
    [c.reason, c.reasons[claim.reason]],
    [
      c.partner,
      <Link key="partner" to={to.partner(partner.id)}>
        {partner.name}
      </Link>,
    ],
    [c.id, <CopyId key="id" id={claim.id} what={c.claim} short />],
    [c.order, <CopyId key="order" id={order.id} what={c.order} short />],
    [c.product, `${order.quantity} × ${order.sku}`],
    [c.price, <Money key="total" amount={order.total} currency={currency} />],
    [c.reference, order.reference],
    [c.delivered, <Time key="delivered" at={order.delivered_at} />],
    [c.filed, <Time key="filed" at={claim.created_at} />],
    [c.filedBy, `${filer}, ${c.origins[claim.origin]}`],
    ...(lot === null
      ? []
      : [
          [
            c.recall,
            <Link key="lot" to={to.lot(lot)} className="breaks">
              {lot}
            </Link>,
          ] as const,
        ]),
  ];
}
