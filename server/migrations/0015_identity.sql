-- People: a partner's and the operator's. Partners are opaque ids here.
CREATE SCHEMA identity;

CREATE TABLE identity.users (
  user_id uuid PRIMARY KEY,
  door text NOT NULL CHECK (door IN ('portal', 'console')),
  partner_id uuid,
  -- In lower case; whether two addresses are one is only asked in that form.
  email text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  role text NOT NULL,
  -- PHC string of argon2id with a pepper that the database does not know.
  password text NOT NULL CHECK (password LIKE '$argon2id$%'),
  -- Sealed, bound to the user; the waiting one counts once a code of it was confirmed.
  totp_secret bytea,
  totp_waiting bytea,
  -- The last step of 30 s whose code was used: each code works once.
  totp_step bigint NOT NULL DEFAULT 0,
  disabled_at timestamptz,
  last_seen_at timestamptz,
  created_at timestamptz NOT NULL,
  UNIQUE (door, email),
  CHECK ((door = 'portal') = (partner_id IS NOT NULL)),
  CHECK (role = ANY (CASE door
    WHEN 'portal' THEN ARRAY['owner', 'buyer', 'finance', 'developer', 'read_only']
    ELSE ARRAY['admin', 'finance', 'support', 'stock', 'read_only'] END))
);
CREATE INDEX users_partner ON identity.users (partner_id) WHERE partner_id IS NOT NULL;

-- A browser that is signed in, by the keyed hash of its cookie. A session that ends is deleted.
CREATE TABLE identity.sessions (
  session_id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  user_id uuid NOT NULL REFERENCES identity.users,
  state text NOT NULL CHECK (state IN ('active', 'second_factor', 'enrolment')),
  -- When it was last proven that the person is there.
  proven_at timestamptz,
  failures int NOT NULL DEFAULT 0,
  address text NOT NULL,
  user_agent text NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_user ON identity.sessions (user_id);

CREATE TABLE identity.recovery_codes (
  user_id uuid NOT NULL REFERENCES identity.users,
  code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
  PRIMARY KEY (user_id, code_hash)
);

CREATE TABLE identity.passkeys (
  passkey_id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES identity.users,
  credential_id text NOT NULL UNIQUE,
  public_key bytea NOT NULL,
  sign_count bigint NOT NULL CHECK (sign_count >= 0),
  transports text[] NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX passkeys_user ON identity.passkeys (user_id);

-- What an authenticator was asked to sign, by its hash; deleted by the one answer it may have.
CREATE TABLE identity.challenges (
  challenge_hash bytea PRIMARY KEY CHECK (length(challenge_hash) = 32),
  door text NOT NULL CHECK (door IN ('portal', 'console')),
  -- Who adds a passkey; NULL where one is used.
  user_id uuid REFERENCES identity.users,
  expires_at timestamptz NOT NULL
);

-- Links of our e-mails. Those that a stranger asks for are rows first: whether they come to anything,
-- the worker decides, so that neither reply nor its time can tell.
CREATE TABLE identity.links (
  link_id uuid PRIMARY KEY,
  door text NOT NULL CHECK (door IN ('portal', 'console')),
  kind text NOT NULL CHECK (kind IN ('sign_up', 'password_reset', 'invitation')),
  email text NOT NULL,
  token_hash bytea UNIQUE CHECK (length(token_hash) = 32),
  user_id uuid REFERENCES identity.users,
  partner_id uuid,
  role text,
  name text,
  -- Of a sign-up: what the person chose.
  business text,
  country text,
  currency text,
  password text,
  invited_by text,
  failures int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  settled_at timestamptz,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX links_unsettled ON identity.links (created_at) WHERE settled_at IS NULL;
CREATE INDEX links_email ON identity.links (email, created_at);

-- Wrong passwords and codes in a row, by a keyed hash of whose; forgotten with the first right one.
CREATE TABLE identity.failures (
  subject_hash bytea PRIMARY KEY CHECK (length(subject_hash) = 32),
  count int NOT NULL CHECK (count > 0),
  last_at timestamptz NOT NULL
);

CREATE TABLE identity.notifications (
  notification_id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES identity.users,
  kind text NOT NULL,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
  path text,
  created_at timestamptz NOT NULL,
  read_at timestamptz
);
CREATE INDEX notifications_user ON identity.notifications (user_id, notification_id DESC);
