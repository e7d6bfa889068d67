-- What was one module is five nouns, each with a schema of its own.
CREATE SCHEMA supplier_claims;
ALTER TABLE claims.recoveries SET SCHEMA supplier_claims;
CREATE SCHEMA recalls;
ALTER TABLE claims.recall_notices SET SCHEMA recalls;
ALTER TABLE recalls.recall_notices RENAME TO notices;
CREATE SCHEMA service_levels;
ALTER TABLE claims.service_terms SET SCHEMA service_levels;
ALTER TABLE service_levels.service_terms RENAME TO terms;
