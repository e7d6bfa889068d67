-- How many all elements of a window count together, so that a call need not add them up again. Null: nobody has added them up.
ALTER TABLE kit.spendings ADD COLUMN total int;
-- A full window takes 2 kB and is written whole by each call. Compressing it would take most of the time; and beside it in its page there must be
-- room for the next ones, until no other transaction sees the last ones any more.
ALTER TABLE kit.spendings SET (toast_tuple_target = 8160, fillfactor = 25);
