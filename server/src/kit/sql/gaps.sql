-- Begins another epoch after a restore: what these tenants did after the backup is unknown.
CREATE OR REPLACE FUNCTION kit.begin_epoch(
  p_at timestamptz, p_backup text, p_backup_at timestamptz, p_tenant int[]
) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  v_epoch int;
BEGIN
  INSERT INTO kit.epochs (epoch, began_at, backup, backup_at)
  SELECT coalesce(max(e.epoch), 0) + 1, p_at, p_backup, p_backup_at FROM kit.epochs e
  RETURNING epoch INTO v_epoch;
  INSERT INTO kit.gaps AS g (tenant_id, epoch)
  SELECT u.tenant, v_epoch FROM unnest(p_tenant) u(tenant)
      ON CONFLICT (tenant_id) DO UPDATE SET epoch = v_epoch, closed_at = NULL, closed_by = NULL;
  PERFORM kit.bump('gaps');
  RETURN v_epoch;
END $$;
COMMENT ON FUNCTION kit.begin_epoch(timestamptz, text, timestamptz, int[]) IS 'Retired.';

-- The same, where deliveries and claims of before the restore have times up to p_old_until.
CREATE OR REPLACE FUNCTION kit.begin_epoch_2(
  p_at timestamptz, p_backup text, p_backup_at timestamptz, p_old_until timestamptz, p_tenant int[]
) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  v_epoch int;
BEGIN
  INSERT INTO kit.epochs (epoch, began_at, backup, backup_at, old_until)
  SELECT coalesce(max(e.epoch), 0) + 1, p_at, p_backup, p_backup_at, p_old_until FROM kit.epochs e
  RETURNING epoch INTO v_epoch;
  INSERT INTO kit.gaps AS g (tenant_id, epoch)
  SELECT u.tenant, v_epoch FROM unnest(p_tenant) u(tenant)
      ON CONFLICT (tenant_id) DO UPDATE SET epoch = v_epoch, closed_at = NULL, closed_by = NULL;
  PERFORM kit.bump('gaps');
  RETURN v_epoch;
END $$;

-- Whether it is unknown what this tenant did since the backup.
CREATE OR REPLACE FUNCTION kit.in_gap(p_tenant int) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM kit.gaps g WHERE g.tenant_id = p_tenant AND g.closed_at IS NULL)
$$;
