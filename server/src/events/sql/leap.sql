-- Lets every stream go on far above its head, because the numbers after it may have been used by events that were lost. The next event
-- of each says so. p_head, p_middle, p_tail: its data around the last number before the hole and the first after it.
CREATE OR REPLACE FUNCTION events.leap(
  p_at timestamptz, p_by bigint, p_subject uuid, p_head text, p_middle text, p_tail text
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_tenant int[];
  v_data text[];
BEGIN
  INSERT INTO events.holes (tenant_id, after, through)
  SELECT s.tenant_id, s.last_sequence, s.last_sequence + p_by FROM events.streams s;
  UPDATE events.streams SET last_sequence = last_sequence + p_by;
  SELECT array_agg(s.tenant_id ORDER BY s.tenant_id),
         array_agg(p_head || (s.last_sequence - p_by) || p_middle || (s.last_sequence + 1) || p_tail
                   ORDER BY s.tenant_id)
    INTO v_tenant, v_data FROM events.streams s;
  IF v_tenant IS NULL THEN RETURN; END IF;
  PERFORM events.emit(p_at, 'stream.restored', v_tenant, array_fill(p_subject, ARRAY[cardinality(v_tenant)]),
                      ARRAY(SELECT kit.new_uuid(p_at) FROM unnest(v_tenant)), v_data);
END $$;

-- How many numbers of a stream after one of them no event has.
CREATE OR REPLACE FUNCTION events.missing_after(p_tenant int, p_after bigint) RETURNS bigint
LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(h.through - greatest(h.after, p_after)), 0)::bigint FROM events.holes h
   WHERE h.tenant_id = p_tenant AND h.through > p_after
$$;

CREATE OR REPLACE FUNCTION events.all_holes() RETURNS TABLE (tenant_id int, after bigint, through bigint)
LANGUAGE sql STABLE AS $$
  SELECT h.tenant_id, h.after, h.through FROM events.holes h
$$;
