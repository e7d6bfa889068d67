-- E-mails are kept for half a year; the oldest are found by their time.
CREATE INDEX emails_created ON kit.emails (created_at);
