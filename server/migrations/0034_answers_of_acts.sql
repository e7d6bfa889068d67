-- The record of a person's request has what that of a tenant's has: one mechanism reads and writes both.
ALTER TABLE kit.acts ADD COLUMN answer text;
