import { type Invariant, sqlInvariant } from '../kit/invariant.ts';

export const ledgerInvariants: readonly Invariant[] = [
  sqlInvariant(
    'L1',
    'every transfer has at least two postings, of one currency and mode, that sum to zero',
    'SELECT count(*) FROM ledger.transfers',
    `SELECT 'transfer ' || t.transfer_id AS broken
       FROM ledger.transfers t
       LEFT JOIN ledger.postings p ON p.transfer_id = t.transfer_id
       LEFT JOIN ledger.accounts a ON a.account_id = p.account_id
      GROUP BY t.transfer_id
     HAVING count(p.leg) < 2 OR sum(p.amount) <> 0
         OR count(DISTINCT (a.currency, a.mode)) <> 1
      UNION ALL
     SELECT 'postings of no transfer ' || p.transfer_id FROM ledger.postings p
      WHERE NOT EXISTS (SELECT 1 FROM ledger.transfers t WHERE t.transfer_id = p.transfer_id)`,
  ),
  sqlInvariant(
    'L2',
    'every running balance equals the sum of its postings, without a gap in its versions',
    'SELECT count(*) FROM ledger.accounts WHERE balance IS NOT NULL',
    `SELECT 'account ' || a.account_id AS broken
       FROM ledger.accounts a
       LEFT JOIN (
         SELECT p.account_id, sum(p.amount) AS balance, count(*) AS version,
                bool_and(p.chained) AS chained
           FROM (SELECT q.account_id, q.amount,
                        q.balance_after = sum(q.amount) OVER w
                          AND q.account_version = row_number() OVER w AS chained
                   FROM ledger.postings q WHERE q.account_version IS NOT NULL
                 WINDOW w AS (PARTITION BY q.account_id ORDER BY q.account_version)) p
          GROUP BY p.account_id) s ON s.account_id = a.account_id
      WHERE a.balance IS NOT NULL
        AND (a.balance <> coalesce(s.balance, 0) OR a.version <> coalesce(s.version, 0)
             OR NOT coalesce(s.chained, true))`,
  ),
  sqlInvariant(
    'L3',
    'no balance is below minus its credit limit, except by deposits that were taken back, and nothing held is negative',
    'SELECT count(*) FROM ledger.accounts WHERE balance IS NOT NULL',
    `SELECT 'account ' || a.account_id AS broken FROM ledger.accounts a
       LEFT JOIN (SELECT m.tenant_id, -sum(m.amount) AS amount FROM ledger.moved_by('reversal') m GROUP BY m.tenant_id) r
         ON r.tenant_id = a.tenant_id AND a.kind = 'available'
      WHERE a.balance < -a.credit_limit - least(a.overdrawn, coalesce(r.amount, 0))`,
  ),
  sqlInvariant(
    'L6',
    "transfers of a tenant's money are numbered in the order of the versions of its accounts, so that a statement can be cut anywhere",
    'SELECT count(*) FROM ledger.postings WHERE account_version IS NOT NULL',
    `SELECT 'account ' || p.account_id || ' version ' || p.account_version AS broken
       FROM (SELECT q.account_id, q.account_version, q.transfer_id,
                    lag(q.transfer_id) OVER (PARTITION BY q.account_id ORDER BY q.account_version) AS before
               FROM ledger.postings q WHERE q.account_version IS NOT NULL) p
      WHERE p.before >= p.transfer_id`,
  ),
  sqlInvariant(
    'L7',
    'every credit limit is the one that the audit says was last set',
    "SELECT count(*) FROM ledger.accounts WHERE kind = 'available'",
    `SELECT 'the credit limit of tenant ' || a.tenant_id AS broken
       FROM ledger.accounts a
       LEFT JOIN audit.last_of_tenants('partner.credit_limit_set') e ON e.tenant_id = a.tenant_id
      WHERE a.kind = 'available' AND a.credit_limit IS DISTINCT FROM coalesce(ledger.minor_of(e.detail::jsonb ->> 'after'), 0)`,
  ),
];
