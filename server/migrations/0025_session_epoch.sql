-- Grows with whatever ends sessions: a sign-in that began before opens none any more.
ALTER TABLE identity.users ADD COLUMN session_epoch int NOT NULL DEFAULT 0;
