-- Idempotency records, for batches. Callers hold their tenants' lock, so a plain read has no race.

-- Per member: the resource that its key already made, and whether the request was the same.
CREATE OR REPLACE FUNCTION kit.idempotency_look(
  p_tenant int[], p_key text[], p_fingerprint bytea[], OUT o_resource uuid[], OUT o_same boolean[]
) LANGUAGE plpgsql AS $$
BEGIN
  -- A batch of one is a single order: plain statements halve its time.
  IF cardinality(p_key) = 1 THEN
    SELECT ARRAY[i.resource], ARRAY[i.fingerprint = p_fingerprint[1]] INTO o_resource, o_same
      FROM kit.idempotency i WHERE i.tenant_id = p_tenant[1] AND i.key = p_key[1];
    RETURN;
  END IF;
  SELECT array_agg(k.resource ORDER BY u.ord), array_agg(k.fingerprint = u.fingerprint ORDER BY u.ord)
    INTO o_resource, o_same
    FROM unnest(p_tenant, p_key, p_fingerprint) WITH ORDINALITY u(tenant, key, fingerprint, ord)
    LEFT JOIN LATERAL (
      SELECT i.resource, i.fingerprint FROM kit.idempotency i
       WHERE i.tenant_id = u.tenant AND i.key = u.key LIMIT 1) k ON true;
END $$;

-- Whether any of the members' keys has made a resource already.
CREATE OR REPLACE FUNCTION kit.idempotency_any(p_tenant int[], p_key text[]) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM unnest(p_tenant, p_key) u(tenant, key)
     WHERE EXISTS (SELECT FROM kit.idempotency i WHERE i.tenant_id = u.tenant AND i.key = u.key));
END $$;

-- The resource that a key already made; NULL: none.
CREATE OR REPLACE FUNCTION kit.idempotency_resource(p_tenant int, p_key text) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_resource uuid;
BEGIN
  SELECT i.resource INTO v_resource FROM kit.idempotency i WHERE i.tenant_id = p_tenant AND i.key = p_key;
  RETURN v_resource;
END $$;

-- Leaves the record of one request; without a key, none.
CREATE OR REPLACE FUNCTION kit.idempotency_save_one(
  p_at timestamptz, p_operation text, p_tenant int, p_key text, p_fingerprint bytea, p_resource uuid
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p_key IS NOT NULL THEN
    INSERT INTO kit.idempotency (tenant_id, key, fingerprint, operation, resource, created_at)
    VALUES (p_tenant, p_key, p_fingerprint, p_operation, p_resource, p_at);
  END IF;
END $$;

-- Members whose keep is false, or that have no key, leave no record.
CREATE OR REPLACE FUNCTION kit.idempotency_save(
  p_at timestamptz, p_operation text, p_tenant int[], p_key text[], p_fingerprint bytea[],
  p_resource uuid[], p_keep boolean[]
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF cardinality(p_key) = 1 THEN
    IF p_keep[1] THEN
      PERFORM kit.idempotency_save_one(p_at, p_operation, p_tenant[1], p_key[1], p_fingerprint[1], p_resource[1]);
    END IF;
    RETURN;
  END IF;
  INSERT INTO kit.idempotency (tenant_id, key, fingerprint, operation, resource, created_at)
  SELECT u.tenant, u.key, u.fingerprint, p_operation, u.resource, p_at
    FROM unnest(p_tenant, p_key, p_fingerprint, p_resource, p_keep)
      u(tenant, key, fingerprint, resource, keep)
   WHERE u.keep AND u.key IS NOT NULL;
END $$;

CREATE OR REPLACE FUNCTION kit.idempotency_resources(p_operation text)
RETURNS TABLE (tenant_id int, resource uuid) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY SELECT i.tenant_id, i.resource FROM kit.idempotency i
   WHERE i.operation = p_operation;
END $$;
