-- A change whose application fails lets others go first for a while; one that is applied late leaves out prices that were set since its
-- time; and a line says which price it replaced, where that is not the one that its author saw.
ALTER TABLE catalog.price_changes
  ADD COLUMN tries int NOT NULL DEFAULT 0 CONSTRAINT price_changes_tries CHECK (tries >= 0),
  ADD COLUMN next_at timestamptz;
ALTER TABLE catalog.price_change_lines
  ADD COLUMN replaced bigint CONSTRAINT price_change_lines_replaced CHECK (replaced > 0),
  DROP CONSTRAINT price_change_lines_result,
  ADD CONSTRAINT price_change_lines_result
    CHECK (result IN ('changed', 'unchanged', 'below_floor', 'superseded'));
