import { type Invariant, sqlInvariant } from '../kit/invariant.ts';

const ZONE = "(SELECT coalesce((SELECT zone FROM sales.state), 'UTC'))";
const KEY = 'day, tenant_id, product_id, lot_id, tier, currency';
const MEMBERS = [
  ...['sold_codes', 'sold', 'returned_codes', 'returned', 'refunded_codes', 'refunded'],
  ...['replaced_codes', 'restocked_codes', 'known_codes', 'known_sold', 'known_back', 'cost'],
  'foreign_codes',
];
const sums = (of: string) =>
  `SELECT ${KEY}, ${MEMBERS.map((name) => `sum(${name}) AS ${name}`).join(', ')} FROM (${of}) x GROUP BY ${KEY}`;
const same = MEMBERS.map((name) => `coalesce(c.${name}, 0) = coalesce(o.${name}, 0)`).join(' AND ');
/** The counted days and what waits to be counted. */
const COUNTED = 'SELECT * FROM sales.days UNION ALL SELECT * FROM sales.pending(NULL)';
const COUNTED_MONEY =
  'SELECT * FROM sales.money_days UNION ALL SELECT * FROM sales.pending_money(NULL)';
const COUNTED_HOUSE =
  'SELECT * FROM sales.house_days UNION ALL SELECT * FROM sales.pending_house()';

export const salesInvariants: readonly Invariant[] = [
  sqlInvariant(
    'R1',
    'the sales of each day, partner, product and lot are those of its orders, returns, refunds and replacements',
    'SELECT count(*) FROM sales.days',
    `SELECT 'sales of ' || coalesce(c.day, o.day) || ' tenant ' || coalesce(c.tenant_id, o.tenant_id)
              || ' product ' || coalesce(c.product_id, o.product_id) || ' lot ' || coalesce(c.lot_id, o.lot_id) AS broken
       FROM (${sums(COUNTED)}) c
       FULL JOIN (${sums(`SELECT * FROM sales.daily(${ZONE}, '-infinity', 'infinity', NULL, NULL, NULL, NULL)`)}) o
         ON (c.day, c.tenant_id, c.product_id, c.lot_id, c.tier, c.currency)
          = (o.day, o.tenant_id, o.product_id, o.lot_id, o.tier, o.currency)
      WHERE NOT (${same})`,
  ),
  sqlInvariant(
    'R2',
    'the movements of each day are those of the ledger, by currency, account and kind',
    'SELECT count(*) FROM sales.money_days',
    `SELECT 'movements of ' || coalesce(c.day, l.day) || ' ' || coalesce(c.currency, l.currency) || ' '
              || coalesce(c.account, l.account) || ' ' || coalesce(c.kind, l.kind) AS broken
       FROM (SELECT day, currency, account, kind, sum(transfers) AS transfers, sum(amount) AS amount
               FROM (${COUNTED_MONEY}) x GROUP BY day, currency, account, kind) c
       FULL JOIN (SELECT (m.at AT TIME ZONE ${ZONE})::date AS day, h.currency, h.kind AS account, m.kind,
                         count(*) AS transfers, sum(m.amount) AS amount
                    FROM ledger.all_moved('live') m JOIN ledger.heads('live') h ON h.account_id = m.account_id
                   GROUP BY 1, 2, 3, 4) l
         ON (c.day, c.currency, c.account, c.kind) = (l.day, l.currency, l.account, l.kind)
      WHERE c.transfers IS DISTINCT FROM l.transfers OR c.amount IS DISTINCT FROM l.amount`,
  ),
  sqlInvariant(
    'R3',
    'what was sold and came back on a day is what the ledger moved for it, and all movements of a currency add up to the balances',
    'SELECT count(DISTINCT (day, currency)) FROM sales.money_days',
    `SELECT 'day ' || m.day || ' ' || m.currency AS broken
       FROM (SELECT day, currency, -coalesce(sum(amount) FILTER (WHERE kind IN ('order', 'capture')), 0) AS sold,
                    coalesce(sum(amount) FILTER (WHERE kind IN ('return', 'refund')), 0) AS back
               FROM (${COUNTED_MONEY}) x GROUP BY day, currency) m
       LEFT JOIN (SELECT day, currency, sum(sold) AS sold, sum(returned + refunded) AS back
                    FROM (${COUNTED}) x GROUP BY day, currency) s ON s.day = m.day AND s.currency = m.currency
      WHERE m.sold <> coalesce(s.sold, 0) OR m.back <> coalesce(s.back, 0)
     UNION ALL
     SELECT 'balances in ' || h.currency
       FROM (SELECT currency, sum(balance) AS balance FROM ledger.heads('live') x GROUP BY currency) h
       LEFT JOIN (SELECT currency, sum(amount) AS amount FROM (${COUNTED_MONEY}) x GROUP BY currency) m
         ON m.currency = h.currency
      WHERE h.balance <> coalesce(m.amount, 0)`,
  ),
  sqlInvariant(
    'R4',
    "the operator's accounts moved on each day as the ledger says, and with those of partners add up to nothing in each currency",
    'SELECT count(*) FROM sales.house_days',
    `SELECT 'movements of ' || coalesce(c.day, l.day) || ' ' || coalesce(c.currency, l.currency) || ' '
              || coalesce(c.account, l.account) AS broken
       FROM (SELECT day, currency, account, sum(postings) AS postings, sum(amount) AS amount
               FROM (${COUNTED_HOUSE}) x GROUP BY day, currency, account) c
       FULL JOIN (SELECT (m.at AT TIME ZONE ${ZONE})::date AS day, m.currency, m.account, count(*) AS postings,
                         sum(m.amount) AS amount
                    FROM ledger.all_house('live') m GROUP BY 1, 2, 3) l
         ON (c.day, c.currency, c.account) = (l.day, l.currency, l.account)
      WHERE c.postings IS DISTINCT FROM l.postings OR c.amount IS DISTINCT FROM l.amount
     UNION ALL
     SELECT 'trial balance of ' || x.day || ' in ' || x.currency
       FROM (SELECT day, currency, amount FROM (${COUNTED_MONEY}) m
              UNION ALL
             SELECT day, currency, amount FROM (${COUNTED_HOUSE}) h) x
      GROUP BY x.day, x.currency HAVING sum(x.amount) <> 0`,
  ),
];
