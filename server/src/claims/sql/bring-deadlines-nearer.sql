-- Brings the deadlines of a test tenant's undecided claims nearer, and the end of the windows of its claimed codes that began at
-- p_since or later.
CREATE OR REPLACE FUNCTION claims.bring_deadlines_nearer(p_tenant int, p_ms bigint, p_since timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_by interval := p_ms * interval '1 millisecond';
BEGIN
  IF partners.is_live(p_tenant) THEN RAISE EXCEPTION 'claims: no clock moves live claims'; END IF;
  UPDATE claims.claims m SET answer_due_at = m.answer_due_at - v_by, decision_due_at = m.decision_due_at - v_by
   WHERE m.tenant_id = p_tenant AND m.decided_at IS NULL;
  UPDATE claims.codes c SET aged_ms = c.aged_ms + p_ms
    FROM claims.claims m WHERE m.tenant_id = p_tenant AND c.claim_id = m.claim_id AND c.delivered_at >= p_since
     AND c.delivered_at - c.aged_ms * interval '1 millisecond' >= p_since;
END $$;
