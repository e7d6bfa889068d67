-- Sales by the shop's day. What moved is found by the versions of the accounts: they have no gap, and under the lock of its account a
-- later version commits later, so whoever counts up to a version has counted everything before it.

-- Rows of sales.days for what happened: with p_from in that period, read from the orders; otherwise what moved between these versions of
-- accounts, and these moves of codes without money.
CREATE OR REPLACE FUNCTION sales.daily(
  p_zone text, p_from timestamptz, p_until timestamptz,
  p_account int[], p_after bigint[], p_upto bigint[], p_move bigint[]
) RETURNS SETOF sales.days LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  WITH moved AS MATERIALIZED (
    SELECT m.kind, m.reference, m.at, m.amount FROM ledger.moved_between(p_account, p_after, p_upto) m
     WHERE p_from IS NULL AND m.kind IN ('order', 'capture', 'return', 'refund')),
  facts AS MATERIALIZED (
    SELECT c.fact, c.tenant_id, c.product_id, c.tier, c.currency, c.run_id, c.codes, c.amount, c.at
      FROM orders.code_facts(p_from, p_until) c WHERE p_from IS NOT NULL
     UNION ALL
    SELECT 'sold', s.tenant_id, s.product_id, s.tier, s.currency, s.run_id, s.codes, s.codes * s.price, m.at
      FROM orders.sold_by_run(ARRAY(SELECT x.reference FROM moved x WHERE x.kind IN ('order', 'capture'))) s
      JOIN moved m ON m.reference = s.order_id AND m.kind IN ('order', 'capture')
     UNION ALL
    SELECT CASE m.kind WHEN 'return' THEN 'returned' ELSE 'refunded' END, b.tenant_id, b.product_id, b.tier, b.currency,
           b.run_id, 1, m.amount, m.at
      FROM orders.money_back_of(ARRAY(SELECT x.reference FROM moved x WHERE x.kind IN ('return', 'refund'))) b
      JOIN moved m ON m.reference = b.code_id AND m.kind IN ('return', 'refund')
     UNION ALL
    SELECT CASE WHEN m.codes > 0 THEN 'replaced' ELSE 'restocked' END, m.tenant_id, m.product_id, m.tier, m.currency,
           m.run_id, 1, 0, m.at
      FROM orders.code_moves_of(p_move) m WHERE p_from IS NULL),
  costed AS (
    SELECT f.*, (f.at AT TIME ZONE p_zone)::date AS day, r.lot_id,
           CASE WHEN r.cost_currency = f.currency THEN r.cost END AS cost,
           r.cost IS NOT NULL AND r.cost_currency <> f.currency AS is_foreign
      FROM facts f
      JOIN stock.origins(ARRAY(SELECT DISTINCT x.run_id FROM facts x)) r ON r.run_id = f.run_id)
  SELECT c.day, c.tenant_id, c.product_id, c.lot_id, c.tier, c.currency,
         coalesce(sum(c.codes) FILTER (WHERE c.fact = 'sold'), 0)::bigint,
         coalesce(sum(c.amount) FILTER (WHERE c.fact = 'sold'), 0)::bigint,
         coalesce(sum(c.codes) FILTER (WHERE c.fact = 'returned'), 0)::bigint,
         coalesce(sum(c.amount) FILTER (WHERE c.fact = 'returned'), 0)::bigint,
         coalesce(sum(c.codes) FILTER (WHERE c.fact = 'refunded'), 0)::bigint,
         coalesce(sum(c.amount) FILTER (WHERE c.fact = 'refunded'), 0)::bigint,
         coalesce(sum(c.codes) FILTER (WHERE c.fact = 'replaced'), 0)::bigint,
         coalesce(sum(c.codes) FILTER (WHERE c.fact = 'restocked'), 0)::bigint,
         coalesce(sum(c.codes) FILTER (WHERE c.fact = 'sold' AND c.cost IS NOT NULL), 0)::bigint,
         coalesce(sum(c.amount) FILTER (WHERE c.fact = 'sold' AND c.cost IS NOT NULL), 0)::bigint,
         coalesce(sum(c.amount) FILTER (WHERE c.fact IN ('returned', 'refunded') AND c.cost IS NOT NULL), 0)::bigint,
         coalesce(sum(c.cost * CASE WHEN c.fact IN ('sold', 'replaced') THEN c.codes
                                    WHEN c.fact IN ('returned', 'restocked') THEN -c.codes
                                    ELSE 0 END), 0)::bigint,
         coalesce(sum(c.codes) FILTER (WHERE c.fact = 'sold' AND c.is_foreign), 0)::bigint
    FROM costed c GROUP BY c.day, c.tenant_id, c.product_id, c.lot_id, c.tier, c.currency;
END $$;

-- Rows of sales.money_days for what moved between these versions of accounts.
CREATE OR REPLACE FUNCTION sales.daily_money(p_zone text, p_account int[], p_after bigint[], p_upto bigint[])
RETURNS SETOF sales.money_days LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT (m.at AT TIME ZONE p_zone)::date, h.currency, h.kind, m.kind, count(*), sum(m.amount)::bigint
    FROM ledger.moved_between(p_account, p_after, p_upto) m
    JOIN ledger.heads('live') h ON h.account_id = m.account_id
   GROUP BY 1, h.currency, h.kind, m.kind;
END $$;

-- Rows of sales.house_days for what moved between these versions of tenants' accounts.
CREATE OR REPLACE FUNCTION sales.daily_house(p_zone text, p_account int[], p_after bigint[], p_upto bigint[])
RETURNS SETOF sales.house_days LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT (h.at AT TIME ZONE p_zone)::date, h.currency, h.account, count(*), sum(h.amount)::bigint
    FROM ledger.house_between(p_account, p_after, p_upto) h
   GROUP BY 1, h.currency, h.account;
END $$;

-- What is still to be counted of each account.
CREATE OR REPLACE FUNCTION sales.uncounted()
RETURNS TABLE (account_id int, after bigint, upto bigint) LANGUAGE sql STABLE AS $$
  SELECT h.account_id, coalesce(m.version, 0), h.version
    FROM ledger.heads('live') h LEFT JOIN sales.marks m ON m.account_id = h.account_id
   WHERE h.version > coalesce(m.version, 0)
$$;

-- Counts up to p_limit movements, and returns how many it did. Of another zone than p_zone everything is counted anew.
CREATE OR REPLACE FUNCTION sales.count(p_zone text, p_limit bigint, p_at timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_zone text;
  v_moves bigint[];
  v_next record;
BEGIN
  INSERT INTO sales.state (zone, counted_at) VALUES (p_zone, p_at) ON CONFLICT DO NOTHING;
  SELECT s.zone INTO v_zone FROM sales.state s FOR UPDATE;
  v_moves := orders.take_uncounted_moves(v_zone <> p_zone);
  IF v_zone <> p_zone THEN
    DELETE FROM sales.days;
    DELETE FROM sales.money_days;
    DELETE FROM sales.house_days;
    DELETE FROM sales.checks;
    DELETE FROM sales.checked_days;
    DELETE FROM sales.marks;
  END IF;
  SELECT array_agg(u.account_id) AS accounts, array_agg(u.after) AS after, array_agg(u.upto) AS upto,
         coalesce(sum(u.upto - u.after), 0) AS moves INTO v_next
    FROM (SELECT x.account_id, x.after, least(x.upto, x.after + greatest(p_limit - x.before, 0)) AS upto
            FROM (SELECT n.account_id, n.after, n.upto,
                         coalesce(sum(n.upto - n.after) OVER (
                           ORDER BY n.account_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::bigint AS before
                    FROM sales.uncounted() n) x
           WHERE x.before < p_limit) u;
  INSERT INTO sales.days AS d
  SELECT * FROM sales.daily(p_zone, NULL, NULL, v_next.accounts, v_next.after, v_next.upto, v_moves)
  ON CONFLICT ON CONSTRAINT days_key DO UPDATE SET
    sold_codes = d.sold_codes + excluded.sold_codes, sold = d.sold + excluded.sold,
    returned_codes = d.returned_codes + excluded.returned_codes, returned = d.returned + excluded.returned,
    refunded_codes = d.refunded_codes + excluded.refunded_codes, refunded = d.refunded + excluded.refunded,
    replaced_codes = d.replaced_codes + excluded.replaced_codes,
    restocked_codes = d.restocked_codes + excluded.restocked_codes,
    known_codes = d.known_codes + excluded.known_codes, known_sold = d.known_sold + excluded.known_sold,
    known_back = d.known_back + excluded.known_back, cost = d.cost + excluded.cost,
    foreign_codes = d.foreign_codes + excluded.foreign_codes;
  INSERT INTO sales.money_days AS d
  SELECT * FROM sales.daily_money(p_zone, v_next.accounts, v_next.after, v_next.upto)
  ON CONFLICT ON CONSTRAINT money_days_key DO UPDATE SET
    transfers = d.transfers + excluded.transfers, amount = d.amount + excluded.amount;
  INSERT INTO sales.house_days AS d
  SELECT * FROM sales.daily_house(p_zone, v_next.accounts, v_next.after, v_next.upto)
  ON CONFLICT ON CONSTRAINT house_days_key DO UPDATE SET
    postings = d.postings + excluded.postings, amount = d.amount + excluded.amount;
  INSERT INTO sales.marks (account_id, version)
  SELECT u.account_id, u.upto FROM unnest(v_next.accounts, v_next.upto) u(account_id, upto)
  ON CONFLICT (account_id) DO UPDATE SET version = excluded.version;
  UPDATE sales.state SET zone = p_zone, counted_at = p_at;
  RETURN v_next.moves;
END $$;

-- What is not counted yet, as rows of sales.days and sales.money_days; nothing if it is more than p_max movements. In one statement with
-- the tables it is what the ledger has at that moment.
CREATE OR REPLACE FUNCTION sales.pending(p_max bigint) RETURNS SETOF sales.days LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_next record;
BEGIN
  SELECT array_agg(u.account_id) AS accounts, array_agg(u.after) AS after, array_agg(u.upto) AS upto,
         coalesce(sum(u.upto - u.after), 0) AS moves INTO v_next FROM sales.uncounted() u;
  IF v_next.moves > p_max THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM sales.daily(coalesce((SELECT s.zone FROM sales.state s), 'UTC'), NULL, NULL, v_next.accounts,
                                         v_next.after, v_next.upto, orders.uncounted_moves());
END $$;

CREATE OR REPLACE FUNCTION sales.pending_money(p_max bigint) RETURNS SETOF sales.money_days LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_next record;
BEGIN
  SELECT array_agg(u.account_id) AS accounts, array_agg(u.after) AS after, array_agg(u.upto) AS upto,
         coalesce(sum(u.upto - u.after), 0) AS moves INTO v_next FROM sales.uncounted() u;
  IF v_next.moves > p_max THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM sales.daily_money(coalesce((SELECT s.zone FROM sales.state s), 'UTC'),
                                               v_next.accounts, v_next.after, v_next.upto);
END $$;

-- What of the operator's accounts is not counted yet, all of it.
CREATE OR REPLACE FUNCTION sales.pending_house() RETURNS SETOF sales.house_days LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_next record;
BEGIN
  SELECT array_agg(u.account_id) AS accounts, array_agg(u.after) AS after, array_agg(u.upto) AS upto INTO v_next
    FROM sales.uncounted() u;
  RETURN QUERY SELECT * FROM sales.daily_house(coalesce((SELECT s.zone FROM sales.state s), 'UTC'),
                                               v_next.accounts, v_next.after, v_next.upto);
END $$;
