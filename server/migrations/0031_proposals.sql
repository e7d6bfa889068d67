-- Changes that move a guard, and wait for a second person.
CREATE SCHEMA proposals;

CREATE TABLE proposals.proposals (
  proposal_id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('credit_limit', 'claim_limit', 'staff_factors', 'staff_admin')),
  -- What it is about: `prt_…`, a currency, `usr_…`.
  subject text NOT NULL,
  -- What it was and is to be.
  content jsonb NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  -- Who was an admin when it was proposed, without its proposer and whom it concerns: one of them approves it.
  approvers uuid[] NOT NULL,
  -- Where there was nobody: when it takes effect unless somebody stops it.
  takes_effect_at timestamptz,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'approved', 'refused', 'dropped')),
  -- `staff:usr_…`, `system:…`.
  decided_by text,
  decided_at timestamptz,
  CHECK ((cardinality(approvers) = 0) = (takes_effect_at IS NOT NULL)),
  CHECK (NOT (proposed_by = ANY (approvers))),
  CHECK ((state = 'waiting') = (decided_at IS NULL)),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL))
);
-- One of a kind about one subject waits at a time: a newer one takes its place.
CREATE UNIQUE INDEX proposals_waiting ON proposals.proposals (kind, subject) WHERE state = 'waiting';
CREATE INDEX proposals_due ON proposals.proposals (takes_effect_at) WHERE state = 'waiting';

-- What a person raised without a second one, in minor units: the sum counts, not the single act.
CREATE TABLE proposals.raised_alone (
  actor text NOT NULL,
  currency text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  raised_at timestamptz NOT NULL
);
CREATE INDEX raised_alone_actor ON proposals.raised_alone (actor, currency, raised_at);

-- Who may not read the link in it, in the outbox: who asked for it (`staff:usr_…`), or nobody may (`everybody`).
ALTER TABLE kit.emails ADD COLUMN link_hidden_from text;

-- Wanted by staff and given since: it stays wanted until a reviewer looks, and is missing again when it is taken back.
ALTER TABLE partners.kyc_marks
  ADD COLUMN answered boolean NOT NULL DEFAULT false CHECK (NOT answered OR state = 'asked');
