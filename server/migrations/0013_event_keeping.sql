-- Events are kept for a time. What was pruned is remembered, so that it is never taken for a loss.
ALTER TABLE events.streams
  ADD COLUMN pruned_through bigint NOT NULL DEFAULT 0 CHECK (pruned_through >= 0),
  -- When the youngest event that was pruned happened.
  ADD COLUMN pruned_at timestamptz;
-- Finds an event by its id, whose first part is its time. A tree over ids would be one more page to
-- write for every order; this costs none.
CREATE INDEX outbox_created_at ON events.outbox USING brin (created_at) WITH (pages_per_range = 16, autosummarize);
