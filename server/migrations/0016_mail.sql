-- E-mails, written in the commit of what they tell, and sent by the worker.
CREATE TABLE kit.emails (
  email_id uuid PRIMARY KEY,
  recipient text NOT NULL CHECK (length(recipient) BETWEEN 3 AND 254),
  template text NOT NULL,
  subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 300),
  body_text text NOT NULL,
  body_html text NOT NULL,
  -- The secret link, sealed and bound to its row; gone once a mail server has it.
  sealed_link bytea,
  status text NOT NULL CHECK (status IN ('waiting', 'sent', 'kept', 'failed')),
  attempts int NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_at timestamptz NOT NULL,
  last_error text,
  created_at timestamptz NOT NULL,
  sent_at timestamptz
);
CREATE INDEX emails_due ON kit.emails (next_at) WHERE status = 'waiting';
CREATE INDEX emails_link ON kit.emails (created_at) WHERE sealed_link IS NOT NULL;
