-- The console counts and shows the e-mails that were given up, among many that were sent.
CREATE INDEX emails_failed ON kit.emails (created_at) WHERE status = 'failed';
