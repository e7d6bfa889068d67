-- By how much the test clock was advanced since a delivery; NULL: not at all, as for everything live.
ALTER TABLE orders.orders ADD COLUMN aged_ms bigint CONSTRAINT orders_aged CHECK (aged_ms > 0);
ALTER TABLE orders.ranges ADD COLUMN aged_ms bigint
  CONSTRAINT ranges_aged CHECK (aged_ms IS NULL OR aged_ms > 0 AND replaces IS NOT NULL);
ALTER TABLE claims.codes ADD COLUMN aged_ms bigint NOT NULL DEFAULT 0
  CONSTRAINT codes_aged CHECK (aged_ms >= 0);

-- How far each test tenant's clock was advanced in all. No row: not at all.
CREATE TABLE partners.test_clocks (
  tenant_id int PRIMARY KEY REFERENCES partners.tenants,
  advanced_seconds int NOT NULL CONSTRAINT test_clocks_a_year CHECK (advanced_seconds BETWEEN 1 AND 31536000),
  advanced_at timestamptz NOT NULL
);
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON partners.test_clocks
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('test_clock', 'tenant', 'tenant_id');
