-- Changes of many list prices at once: made at once, at a time, or when a second person has approved.
CREATE TABLE catalog.price_changes (
  change_id uuid PRIMARY KEY,
  state text NOT NULL CONSTRAINT price_changes_state_known
    CHECK (state IN ('waiting', 'scheduled', 'applied', 'cancelled')),
  reason text NOT NULL CONSTRAINT price_changes_reason_short CHECK (length(reason) BETWEEN 1 AND 500),
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  -- Null: at once.
  takes_effect_at timestamptz,
  -- Whether a second person has seen prices that may be below the floor.
  approved boolean NOT NULL DEFAULT false,
  ended_by text,
  ended_at timestamptz,
  CONSTRAINT price_changes_scheduled_at CHECK (state <> 'scheduled' OR takes_effect_at IS NOT NULL),
  CONSTRAINT price_changes_ended CHECK ((state IN ('applied', 'cancelled')) = (ended_at IS NOT NULL)),
  CONSTRAINT price_changes_ended_by CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX price_changes_due ON catalog.price_changes (takes_effect_at) WHERE state = 'scheduled';
CREATE INDEX price_changes_waiting ON catalog.price_changes (change_id) WHERE state = 'waiting';

CREATE TABLE catalog.price_change_lines (
  change_id uuid NOT NULL REFERENCES catalog.price_changes,
  product_id int NOT NULL REFERENCES catalog.products,
  currency text NOT NULL CONSTRAINT price_change_lines_currency CHECK (currency ~ '^[A-Z]{3}$'),
  -- The price that its author saw; null: none.
  before bigint CONSTRAINT price_change_lines_before CHECK (before > 0),
  after bigint NOT NULL CONSTRAINT price_change_lines_after CHECK (after > 0),
  -- What happened when the change took effect.
  result text CONSTRAINT price_change_lines_result CHECK (result IN ('changed', 'unchanged', 'below_floor')),
  PRIMARY KEY (change_id, product_id, currency)
);
CREATE INDEX price_change_lines_product ON catalog.price_change_lines (product_id, currency);

-- Every price that was ever set: a list price, or with a partner its own one. Null: none.
CREATE TABLE catalog.price_history (
  entry_id uuid PRIMARY KEY,
  product_id int NOT NULL REFERENCES catalog.products,
  currency text NOT NULL CONSTRAINT price_history_currency CHECK (currency ~ '^[A-Z]{3}$'),
  partner_id uuid,
  before bigint,
  after bigint,
  changed_at timestamptz NOT NULL,
  actor text NOT NULL,
  reason text,
  change_id uuid REFERENCES catalog.price_changes
);
CREATE INDEX price_history_product ON catalog.price_history (product_id, changed_at, entry_id);
CREATE INDEX price_history_all ON catalog.price_history (changed_at, entry_id);
CREATE TRIGGER keep_rows BEFORE UPDATE OR DELETE OR TRUNCATE ON catalog.price_history
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();

-- What was set before there was a history: only the last price is known.
INSERT INTO catalog.price_history (entry_id, product_id, currency, partner_id, before, after, changed_at, actor)
SELECT gen_random_uuid(), product_id, currency, partner_id, NULL, amount, changed_at, 'system:before-history'
  FROM (SELECT product_id, currency, NULL::uuid AS partner_id, list_price AS amount, changed_at FROM catalog.prices
        UNION ALL
        SELECT product_id, currency, partner_id, unit_price, changed_at FROM catalog.partner_prices
         WHERE unit_price IS NOT NULL) p;

ALTER TABLE proposals.proposals DROP CONSTRAINT proposals_kind_check,
  ADD CONSTRAINT proposals_kind_check CHECK (
    kind IN ('credit_limit', 'claim_limit', 'list_price', 'price_change', 'staff_factors', 'staff_admin'));

CREATE TRIGGER changed AFTER INSERT OR UPDATE ON catalog.price_changes
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('price_changes', 'staff');
