-- A replacement is one code in a range of its own, beside the order's quantity: which code it
-- replaces, the how-many-th of its order it is, and when its own claim window began.
ALTER TABLE orders.ranges
  ADD COLUMN replaces uuid,
  ADD COLUMN replacement int CHECK (replacement > 0),
  ADD COLUMN delivered_at timestamptz,
  ADD CHECK ((replaces IS NULL) = (replacement IS NULL)),
  ADD CHECK ((replaces IS NULL) = (delivered_at IS NULL)),
  ADD CHECK (replaces IS NULL OR codes = 1);
-- A code is replaced once, for ever.
CREATE UNIQUE INDEX ranges_replaces ON orders.ranges (replaces) WHERE replaces IS NOT NULL;

-- What was paid back of an order, in minor units, and how many of its codes were replaced; NULL while
-- nothing was, so that reading codes need not look for either.
ALTER TABLE orders.orders
  ADD COLUMN refunded bigint,
  ADD COLUMN replacements int CHECK (replacements > 0),
  ADD CHECK (refunded > 0 AND refunded <= total);
CREATE TABLE orders.refunds (
  order_id uuid NOT NULL REFERENCES orders.orders,
  code_id uuid PRIMARY KEY,
  amount bigint NOT NULL CHECK (amount > 0),
  refunded_at timestamptz NOT NULL
);
CREATE INDEX refunds_order ON orders.refunds (order_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON orders.refunds
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();

CREATE SCHEMA claims;

CREATE TABLE claims.claims (
  claim_id uuid PRIMARY KEY,
  tenant_id int NOT NULL,
  order_id uuid NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  reason text NOT NULL CHECK (reason IN ('invalid', 'wrong_region', 'failed', 'already_redeemed')),
  description text NOT NULL CHECK (length(description) BETWEEN 1 AND 32000),
  status text NOT NULL CHECK (status IN
    ('open', 'under_review', 'needs_info', 'approved', 'rejected', 'withdrawn')),
  sequence smallint NOT NULL CHECK (sequence > 0),
  priority text NOT NULL CHECK (priority IN ('high', 'normal')),
  origin text NOT NULL CHECK (origin IN ('partner', 'staff', 'recall')),
  -- Opened by staff after the window because the fault is ours.
  late boolean NOT NULL DEFAULT false CHECK (NOT late OR origin = 'staff'),
  -- The lot whose recall opened it.
  lot_id uuid,
  filed_by text NOT NULL,
  created_at timestamptz NOT NULL,
  answer_due_at timestamptz NOT NULL,
  -- Moves by the time that the claim waited for its partner.
  decision_due_at timestamptz NOT NULL,
  waiting_since timestamptz,
  first_answered_at timestamptz,
  decided_at timestamptz,
  decided_by text,
  CHECK ((status IN ('approved', 'rejected', 'withdrawn')) = (decided_at IS NOT NULL)),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
  CHECK ((status = 'needs_info') = (waiting_since IS NOT NULL)),
  CHECK ((origin = 'recall') = (lot_id IS NOT NULL))
);
CREATE INDEX claims_tenant ON claims.claims (tenant_id, claim_id);
CREATE INDEX claims_order ON claims.claims (order_id);
CREATE INDEX claims_created_at ON claims.claims (created_at);
-- The queue: high before normal, then age.
CREATE INDEX claims_waiting ON claims.claims (priority, claim_id)
  WHERE status IN ('open', 'under_review', 'needs_info');
CREATE INDEX claims_recall ON claims.claims (lot_id) WHERE lot_id IS NOT NULL;

CREATE TABLE claims.codes (
  claim_id uuid NOT NULL REFERENCES claims.claims,
  code_id uuid NOT NULL,
  -- Where it is in its claim, as it was named.
  ordinal int NOT NULL CHECK (ordinal > 0),
  run_id int NOT NULL,
  position int NOT NULL,
  lot_id uuid NOT NULL,
  delivered_at timestamptz NOT NULL,
  -- What was paid for it, minor units.
  price bigint NOT NULL CHECK (price > 0),
  state text NOT NULL CHECK (state IN ('open', 'replaced', 'refunded', 'rejected', 'withdrawn')),
  detail text,
  replacement_id uuid,
  PRIMARY KEY (claim_id, code_id),
  CHECK ((state = 'replaced') = (replacement_id IS NOT NULL)),
  CHECK ((state = 'rejected') = (detail IS NOT NULL))
);
-- A code is in one open or approved claim.
CREATE UNIQUE INDEX codes_claimed ON claims.codes (code_id)
  WHERE state IN ('open', 'replaced', 'refunded');
CREATE INDEX codes_lot ON claims.codes (lot_id);

CREATE TABLE claims.messages (
  message_id uuid PRIMARY KEY,
  claim_id uuid NOT NULL REFERENCES claims.claims,
  side text NOT NULL CHECK (side IN ('partner', 'staff')),
  author text NOT NULL,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 32000),
  created_at timestamptz NOT NULL
);
CREATE INDEX messages_claim ON claims.messages (claim_id, message_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON claims.messages
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();

-- Files that were given as evidence, and the item of the checklist each is for.
CREATE TABLE claims.evidence (
  claim_id uuid NOT NULL REFERENCES claims.claims,
  file_id uuid NOT NULL UNIQUE,
  item text,
  side text NOT NULL CHECK (side IN ('partner', 'staff')),
  added_by text NOT NULL,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (claim_id, file_id)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON claims.evidence
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();

-- Each decision that was taken or waits for a second person. `content` is what was decided, as text
-- that two equal decisions share.
CREATE TABLE claims.decisions (
  decision_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  claim_id uuid NOT NULL REFERENCES claims.claims,
  content text NOT NULL,
  -- Minor units of the claim's currency: the price of what is replaced or refunded.
  amount bigint NOT NULL CHECK (amount >= 0),
  needs_two boolean NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'dropped', 'taken')),
  taken_by text,
  taken_at timestamptz,
  CHECK ((state = 'taken') = (taken_by IS NOT NULL AND taken_at IS NOT NULL)),
  CHECK (state <> 'taken' OR NOT needs_two OR taken_by <> proposed_by)
);
CREATE UNIQUE INDEX decisions_open ON claims.decisions (claim_id) WHERE state = 'proposed';
CREATE UNIQUE INDEX decisions_taken ON claims.decisions (claim_id) WHERE state = 'taken';

-- Each approved code, booked against the supplier of its lot, so that the money can be asked back.
CREATE TABLE claims.recoveries (
  code_id uuid PRIMARY KEY,
  claim_id uuid NOT NULL REFERENCES claims.claims,
  lot_id uuid NOT NULL,
  supplier text NOT NULL,
  -- Minor units of `currency`: what the code cost; NULL where the lot's file did not say.
  amount bigint CHECK (amount >= 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  booked_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'asked', 'recovered', 'written_off')),
  recovered bigint CHECK (recovered >= 0),
  note text,
  settled_by text,
  settled_at timestamptz,
  CHECK ((state = 'recovered') = (recovered IS NOT NULL)),
  CHECK ((state = 'due') = (settled_at IS NULL))
);
CREATE INDEX recoveries_due ON claims.recoveries (supplier, due_at) WHERE state IN ('due', 'asked');
CREATE INDEX recoveries_claim ON claims.recoveries (claim_id);

-- One row a partner and recalled lot: that it was told, once.
CREATE TABLE claims.recall_notices (
  lot_id uuid NOT NULL,
  tenant_id int NOT NULL,
  codes int NOT NULL CHECK (codes > 0),
  noticed_at timestamptz NOT NULL,
  PRIMARY KEY (lot_id, tenant_id)
);

-- Above this amount (minor units) a decision takes two people; a currency without a row has the
-- module's default.
CREATE TABLE claims.decision_limits (
  currency text PRIMARY KEY CHECK (currency ~ '^[A-Z]{3}$'),
  one_person_max bigint NOT NULL CHECK (one_person_max >= 0)
);

-- How soon a tier is promised a first answer and a decision; a tier without a row has the default.
CREATE TABLE claims.service_terms (
  tier text PRIMARY KEY CHECK (length(tier) <= 40),
  answer_within_ms bigint NOT NULL CHECK (answer_within_ms > 0),
  decide_within_ms bigint NOT NULL CHECK (decide_within_ms >= answer_within_ms)
);
