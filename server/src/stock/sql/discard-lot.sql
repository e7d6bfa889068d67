-- Deletes some codes of a lot that is being discarded; returns how many. Nothing ever referred to them: codes are sold only from
-- complete lots, and a complete lot is never discarded.
CREATE OR REPLACE FUNCTION stock.delete_discarded(p_lot uuid, p_max int) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  v_deleted int;
BEGIN
  DELETE FROM stock.codes c
   USING (SELECT k.run_id, k.position
            FROM stock.lots t
            JOIN stock.runs r ON r.lot_id = t.lot_id
            CROSS JOIN LATERAL (
              SELECT x.run_id, x.position FROM stock.codes x WHERE x.run_id = r.run_id
              LIMIT p_max) k
           WHERE t.lot_id = p_lot AND t.status = 'discarding' LIMIT p_max) d
   WHERE c.run_id = d.run_id AND c.position = d.position;
  GET DIAGNOSTICS v_deleted = ROW_COUNT;
  RETURN v_deleted;
END $$;

-- The end of a discard: the lot keeps its counts, its runs and rejects are deleted.
CREATE OR REPLACE FUNCTION stock.close_discarded(p_lot uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE stock.lots t SET status = 'discarded' WHERE t.lot_id = p_lot AND t.status = 'discarding';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'stock: lot % is not being discarded', p_lot;
  END IF;
  DELETE FROM stock.runs r WHERE r.lot_id = p_lot;
  DELETE FROM stock.rejects j WHERE j.lot_id = p_lot;
  DELETE FROM stock.lot_shapes s WHERE s.lot_id = p_lot;
END $$;
