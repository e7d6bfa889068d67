-- Reads the sealed codes of a delivered order and writes the audit row of doing so, in one commit.
-- No row: no such order. An order that is not delivered gives one row without a code, unaudited.
CREATE OR REPLACE FUNCTION orders.reveal(
  p_at timestamptz, p_tenant int, p_order uuid, p_actor text, p_subject text, p_address text,
  p_request text
) RETURNS TABLE (status text, delivered_at timestamptz, code_id uuid, sealed bytea, lot_id uuid,
                 product_id int, expires_at timestamptz) LANGUAGE plpgsql AS $$
DECLARE
  v_order record;
BEGIN
  SELECT o.status, o.delivered_at, o.product_id, o.quantity, o.first_revealed_at INTO v_order
    FROM orders.orders o WHERE o.order_id = p_order AND o.tenant_id = p_tenant;
  IF NOT FOUND THEN RETURN; END IF;
  IF v_order.status <> 'delivered' THEN
    RETURN QUERY SELECT v_order.status, NULL::timestamptz, NULL::uuid, NULL::bytea, NULL::uuid,
                        v_order.product_id, NULL::timestamptz;
    RETURN;
  END IF;
  PERFORM audit.record(p_at, p_actor, p_tenant, 'codes.revealed', p_subject, p_address, p_request,
                       '{"codes":' || v_order.quantity || '}');
  IF v_order.first_revealed_at IS NULL THEN
    UPDATE orders.orders o SET first_revealed_at = p_at
     WHERE o.order_id = p_order AND o.first_revealed_at IS NULL;
  END IF;
  RETURN QUERY
  SELECT v_order.status, v_order.delivered_at, c.code_id, c.sealed, c.lot_id, c.product_id,
         c.expires_at
    FROM (SELECT array_agg(r.run_id) AS runs, array_agg(r.from_position) AS positions,
                 array_agg(r.codes) AS codes
            FROM orders.ranges r WHERE r.order_id = p_order AND r.released_at IS NULL) g
    CROSS JOIN LATERAL stock.read(g.runs, g.positions, g.codes) c;
END $$;
