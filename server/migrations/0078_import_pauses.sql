-- An import that failed for a reason that is not in its file waits before it is tried again, so that it stops no other.
ALTER TABLE imports.imports ADD COLUMN next_at timestamptz;
