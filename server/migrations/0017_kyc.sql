-- The review of a business: what it says of itself, one case with its checklist and documents, and
-- everything that happened in it.
CREATE TABLE partners.profiles (
  partner_id uuid PRIMARY KEY REFERENCES partners.partners,
  -- JSON of the contract's BusinessProfileInput.
  data text NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE partners.kyc_cases (
  case_id uuid PRIMARY KEY,
  partner_id uuid NOT NULL UNIQUE REFERENCES partners.partners,
  status text NOT NULL DEFAULT 'draft' CHECK (
    status IN ('draft', 'submitted', 'needs_info', 'approved', 'rejected', 'expired')),
  submitted_at timestamptz,
  decided_at timestamptz,
  reviewer text,
  reason text,
  valid_until timestamptz,
  -- The last warning before valid_until, in days; NULL: none yet.
  warned_days int,
  created_at timestamptz NOT NULL,
  CHECK (status <> 'submitted' OR submitted_at IS NOT NULL),
  CHECK (status NOT IN ('approved', 'rejected') OR
    (decided_at IS NOT NULL AND reviewer IS NOT NULL AND reason IS NOT NULL)),
  CHECK (status <> 'approved' OR valid_until IS NOT NULL)
);
CREATE INDEX kyc_cases_waiting ON partners.kyc_cases (submitted_at) WHERE status = 'submitted';
CREATE INDEX kyc_cases_ending ON partners.kyc_cases (valid_until) WHERE valid_until IS NOT NULL;

-- What reviewers found of an item; `told` once the partner may read it.
CREATE TABLE partners.kyc_marks (
  case_id uuid NOT NULL REFERENCES partners.kyc_cases,
  item text NOT NULL,
  state text NOT NULL CHECK (state IN ('accepted', 'asked')),
  note text,
  told boolean NOT NULL DEFAULT false,
  PRIMARY KEY (case_id, item)
);

CREATE TABLE partners.kyc_documents (
  file_id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES partners.kyc_cases,
  kind text NOT NULL,
  added_at timestamptz NOT NULL,
  -- What a reviewer may have seen is kept when it is taken back.
  removed_at timestamptz
);
CREATE INDEX kyc_documents_case ON partners.kyc_documents (case_id);

CREATE TABLE partners.kyc_steps (
  step_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES partners.kyc_cases,
  at timestamptz NOT NULL,
  side text NOT NULL CHECK (side IN ('partner', 'staff', 'system')),
  name text NOT NULL,
  event text NOT NULL,
  text text,
  -- Only staff read it.
  internal boolean NOT NULL DEFAULT false
);
CREATE INDEX kyc_steps_case ON partners.kyc_steps (case_id, step_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON partners.kyc_steps
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();

-- Businesses that are here already have a case like every other.
INSERT INTO partners.kyc_cases (case_id, partner_id, created_at)
SELECT gen_random_uuid(), p.partner_id, p.created_at FROM partners.partners p;
