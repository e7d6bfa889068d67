-- Numbers and hashes the next finished entries, at most so many, in the order of their transactions, and copies what the log is filtered by to
-- where it is indexed. Returns how many there were. Whoever may call it can only continue the chain, never write a link of their own.
-- hash = SHA-256(domain, position, previous hash, SHA-256(payload)), as linkHash has it.
CREATE OR REPLACE FUNCTION audit.chain_next(p_limit int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  v_head audit.head;
  v_before xid8;
  v_row record;
  v_entries bigint[] := '{}';
  v_hashes bytea[] := '{}';
  v_last xid8;
  v_position bigint;
BEGIN
  SELECT * INTO v_head FROM audit.head FOR UPDATE;
  v_before := pg_snapshot_xmin(pg_current_snapshot());
  v_position := v_head.position;
  FOR v_row IN
    SELECT e.entry_id, e.tx, concat_ws(E'\x1f', e.entry_id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
             e.actor, coalesce(e.tenant_id::text, '-'), e.action, e.subject, coalesce(e.address, '-'),
             coalesce(e.request_id, '-'), e.detail) AS payload
      FROM audit.entries e
     WHERE e.tx >= v_head.chained_before AND e.tx < v_before
       AND NOT EXISTS (SELECT 1 FROM audit.chain c WHERE c.entry_id = e.entry_id)
     ORDER BY e.tx, e.entry_id LIMIT p_limit
  LOOP
    v_position := v_position + 1;
    v_head.hash := sha256(convert_to('psnb2b-audit-v1', 'UTF8') || '\x00'::bytea || convert_to(v_position::text, 'UTF8') ||
                          '\x00'::bytea || v_head.hash || sha256(convert_to(v_row.payload, 'UTF8')));
    v_entries := v_entries || v_row.entry_id;
    v_hashes := v_hashes || v_head.hash;
    v_last := v_row.tx;
  END LOOP;
  INSERT INTO audit.chain (position, entry_id, hash)
  SELECT v_head.position + u.ord, u.entry, u.hash FROM unnest(v_entries, v_hashes) WITH ORDINALITY u(entry, hash, ord);
  INSERT INTO audit.listed (entry_id, at, actor, tenant_id, action, text)
  SELECT e.entry_id, e.at, e.actor, e.tenant_id, e.action,
         lower(concat_ws(E'\n', e.actor, e.action, e.subject, e.address, e.request_id, e.detail))
    FROM audit.entries e WHERE e.entry_id = ANY (v_entries);
  UPDATE audit.head SET position = v_position, hash = v_head.hash,
         chained_before = CASE WHEN cardinality(v_entries) < p_limit THEN v_before ELSE v_last END;
  RETURN cardinality(v_entries);
END $$;
