-- Confirms a hold, in one call that is a commit of its own: key, order, settlement, audit. p_event and p_data are those of
-- orders.settle. Outcomes: delivered; as_is (it was delivered before); failed (its codes are spoiled, and there are no others);
-- refused (it is no hold, is over or has failed: nothing was done and the key is not used up); replayed and
-- idempotency_key_reused (o_known is what the key was used for).
CREATE OR REPLACE FUNCTION orders.confirm(
  p_at timestamptz, p_order uuid, p_tenant int, p_shelf int, p_available int, p_held int,
  p_sales int, p_event uuid[], p_data text[], p_key text, p_fingerprint bytea, p_actor text,
  p_subject text, p_address text, p_request text, OUT o_outcome text, OUT o_known uuid
) LANGUAGE plpgsql AS $$
DECLARE
  v_order record;
  v_money bigint;
BEGIN
  v_money := ledger.lock_one(p_available);
  IF kit.idempotency_resource(p_tenant, p_key) IS NOT NULL THEN
    SELECT l.o_resource[1],
           CASE WHEN l.o_same[1] THEN 'replayed' ELSE 'idempotency_key_reused' END
      INTO o_known, o_outcome
      FROM kit.idempotency_look(ARRAY[p_tenant], ARRAY[p_key], ARRAY[p_fingerprint]) l;
    RETURN;
  END IF;
  SELECT o.status, o.payment, o.expires_at INTO v_order FROM orders.orders o
   WHERE o.order_id = p_order AND o.tenant_id = p_tenant;
  o_outcome := CASE
    WHEN v_order.payment <> 'hold' OR v_order.status = 'failed' THEN 'refused'
    WHEN v_order.status = 'delivered' THEN 'as_is'
    WHEN v_order.expires_at <= p_at THEN 'refused'
    ELSE orders.settle_locked(
      p_at, p_order, p_tenant, p_shelf, p_available, p_held, p_sales, p_event, p_data, v_money)
  END;
  IF o_outcome = 'refused' THEN RETURN; END IF;
  IF o_outcome = 'delivered' THEN
    PERFORM audit.record(p_at, p_actor, p_tenant, 'order.confirmed', p_subject, p_address, p_request, '{}');
  END IF;
  PERFORM kit.idempotency_save_one(p_at, 'confirmOrder', p_tenant, p_key, p_fingerprint, p_order);
END $$;
