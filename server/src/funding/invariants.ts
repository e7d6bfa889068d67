import { type Invariant, sqlInvariant } from '../kit/invariant.ts';

export const fundingInvariants: readonly Invariant[] = [
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
];
