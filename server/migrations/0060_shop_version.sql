-- Two people who change the shop at once: the second is refused.
ALTER TABLE shop.settings ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0);
