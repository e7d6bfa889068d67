-- Who set a quota. Until now only the command line could.
ALTER TABLE quotas.limits ADD COLUMN set_by text NOT NULL DEFAULT 'operator:command-line';
ALTER TABLE quotas.limits ALTER COLUMN set_by DROP DEFAULT;
-- The largest uses of a day are looked for by quota.
CREATE INDEX uses_largest ON quotas.uses (day, name, used DESC);
