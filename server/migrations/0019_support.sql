-- Tickets: what partners ask of staff, and the answers.
CREATE SCHEMA support;

CREATE TABLE support.tickets (
  ticket_id uuid PRIMARY KEY,
  -- Of a business; the modules that know businesses, keys, orders and claims check these names.
  partner_id uuid NOT NULL,
  topic text NOT NULL CHECK (topic IN (
    'api_access', 'webhook_registration', 'key_rotation', 'order', 'claim', 'billing', 'other')),
  subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 200),
  status text NOT NULL CHECK (status IN ('open', 'waiting', 'closed')),
  assignee_id uuid,
  assignee text,
  -- JSON of the endpoint that a Webhook Registration asks for, and its id once it is registered.
  webhook text,
  webhook_endpoint_id text,
  key_id uuid,
  order_id text,
  claim_id text,
  -- The service clock: since when the ticket waits for staff, when they promise to have answered, and
  -- how much of the time to solve it is left. It stands while it waits for the partner.
  open_since timestamptz,
  due_at timestamptz,
  solve_left_ms bigint NOT NULL CHECK (solve_left_ms >= 0),
  first_answer_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  closed_at timestamptz,
  CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((status = 'open') = (open_since IS NOT NULL)),
  CHECK ((open_since IS NULL) = (due_at IS NULL)),
  CHECK ((assignee_id IS NULL) = (assignee IS NULL))
);
CREATE INDEX tickets_partner ON support.tickets (partner_id, updated_at DESC, ticket_id);
CREATE INDEX tickets_queue ON support.tickets (due_at, ticket_id) WHERE status = 'open';
-- One API Access Request at a time.
CREATE UNIQUE INDEX tickets_access ON support.tickets (partner_id)
  WHERE topic = 'api_access' AND status <> 'closed';

CREATE TABLE support.messages (
  message_id uuid PRIMARY KEY,
  ticket_id uuid NOT NULL REFERENCES support.tickets,
  side text NOT NULL CHECK (side IN ('partner', 'staff', 'system')),
  name text NOT NULL,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
  -- A note that only staff read.
  internal boolean NOT NULL DEFAULT false CHECK (NOT internal OR side <> 'partner'),
  created_at timestamptz NOT NULL,
  position int NOT NULL CHECK (position > 0),
  UNIQUE (ticket_id, position)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON support.messages
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();

CREATE TABLE support.canned_answers (
  answer_id uuid PRIMARY KEY,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
  topic text,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
  created_at timestamptz NOT NULL
);
