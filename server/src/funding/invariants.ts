import { parseId } from '../kit/ids.ts';
import { type Invariant, sqlInvariant } from '../kit/invariant.ts';
import { livingOfKind, type Proposal } from '../proposals/index.ts';
import { findDeposits } from './deposits-alike.ts';

/** Proposed reversals against the deposits that they are about. */
const reversals: Invariant = {
  id: 'M4',
  title:
    'each deposit whose reversal a second person approved was reversed by that decision, with its amount, and each whose reversal waits is credited',
  check: async (db) => {
    const proposals = await livingOfKind(db, 'deposit_reversal');
    const idOf = ({ subject }: Proposal) => parseId('dep', subject) ?? subject;
    const deposits = await findDeposits(db, proposals.map(idOf));
    const isAsSaid = (proposal: Proposal) => {
      const deposit = deposits.get(idOf(proposal));
      if (!deposit || deposit.amount !== -Number(proposal.content.after)) return false;
      if (proposal.state === 'waiting') return deposit.status === 'credited';
      const { reversedBy, reversedAt } = deposit;
      return (
        reversedBy === proposal.decidedBy && reversedAt?.getTime() === proposal.decidedAt?.getTime()
      );
    };
    const broken = proposals.filter((each) => !isAsSaid(each));
    return {
      checked: proposals.length,
      broken: broken.map(({ proposalId }) => `proposal ${proposalId}`),
    };
  },
};

export const fundingInvariants: readonly Invariant[] = [
  sqlInvariant(
    'L5',
    'money that was set rather than paid is test money, or an adjustment that two people agreed to: one transfer of its amount each',
    'SELECT count(*) FROM ledger.adjusted()',
    `SELECT coalesce('adjustment ' || d.adjustment_id, 'transfer ' || t.reference) AS broken
       FROM funding.adjustments d
       FULL JOIN (SELECT * FROM ledger.adjusted() WHERE mode <> 'test') t ON t.reference = d.adjustment_id
      WHERE d.adjustment_id IS NULL OR t.reference IS NULL OR t.tenant_id <> d.tenant_id OR t.amount <> d.amount`,
  ),
  sqlInvariant(
    'M1',
    'each deposit that was credited has one transfer of its amount to its partner, and each that was reversed one more back; ' +
      'and there is no other transfer of these kinds',
    'SELECT count(*) FROM funding.deposits WHERE credited_at IS NOT NULL',
    `SELECT coalesce('deposit ' || d.deposit_id, 'transfer ' || t.kind || ' ' || t.reference) AS broken
       FROM (SELECT deposit_id, tenant_id, amount, 'deposit' AS kind FROM funding.deposits WHERE credited_at IS NOT NULL
             UNION ALL
             SELECT deposit_id, tenant_id, -amount, 'reversal' FROM funding.deposits WHERE reversed_at IS NOT NULL) d
       FULL JOIN (SELECT *, 'deposit' AS kind FROM ledger.moved_by('deposit')
                  UNION ALL SELECT *, 'reversal' FROM ledger.moved_by('reversal')) t
         ON t.reference = d.deposit_id AND t.kind = d.kind
      WHERE d.deposit_id IS NULL OR t.reference IS NULL OR t.tenant_id <> d.tenant_id OR t.amount <> d.amount`,
  ),
  sqlInvariant(
    'M2',
    'no payment was credited twice: one reference of one method, or of one entered without a method, is one deposit',
    "SELECT count(*) FROM funding.deposits WHERE status IN ('credited', 'reversed')",
    `SELECT 'deposit ' || d.deposit_id AS broken
       FROM funding.deposits d
       JOIN funding.deposits o ON o.mode = d.mode AND o.reference_key = d.reference_key AND o.deposit_id < d.deposit_id
        AND (o.method_id IS NOT DISTINCT FROM d.method_id OR o.method_id IS NULL OR d.method_id IS NULL)
      WHERE d.credited_at IS NOT NULL AND o.credited_at IS NOT NULL`,
  ),
  sqlInvariant(
    'M3',
    'each deposit that accounts for a bank line has its tenant and its amount, and is neither rejected nor reversed; and one that was ' +
      'recorded from a line is, once it accounts for it no more',
    'SELECT count(*) FROM bank_statements.deposited()',
    `SELECT 'bank line ' || b.line_id || ' deposit ' || b.deposit_id AS broken
       FROM bank_statements.deposited() b LEFT JOIN funding.deposits d USING (deposit_id)
      WHERE d.deposit_id IS NULL
         OR CASE WHEN b.ended THEN b.made AND d.status NOT IN ('rejected', 'reversed')
                 ELSE d.status IN ('rejected', 'reversed') OR d.tenant_id <> b.tenant_id
                      OR coalesce(d.sent_amount <> b.sent, d.amount <> b.amount) END`,
  ),
  reversals,
];
