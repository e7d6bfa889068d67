-- Uploads: judged by content, sealed in pieces, served as attachments.
CREATE SCHEMA files;

CREATE TABLE files.files (
  file_id uuid PRIMARY KEY,
  -- Whose upload it is, and what it was attached to: names of other modules' things, opaque here.
  owner text NOT NULL CHECK (length(owner) BETWEEN 1 AND 64),
  subject text CHECK (length(subject) BETWEEN 1 AND 64),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  kind text NOT NULL CHECK (kind IN ('png', 'jpeg', 'webp', 'pdf')),
  size_bytes int NOT NULL CHECK (size_bytes BETWEEN 1 AND 10485760),
  width int CHECK (width > 0),
  height int CHECK (height > 0),
  created_at timestamptz NOT NULL,
  attached_at timestamptz,
  CHECK ((subject IS NULL) = (attached_at IS NULL))
);
CREATE INDEX files_subject ON files.files (subject) WHERE subject IS NOT NULL;
-- What an owner has uploaded and not used yet, and what of it is old enough to go.
CREATE INDEX files_loose ON files.files (owner, created_at) WHERE subject IS NULL;

CREATE TABLE files.pieces (
  file_id uuid NOT NULL REFERENCES files.files ON DELETE CASCADE,
  position int NOT NULL CHECK (position >= 0),
  sealed bytea NOT NULL,
  PRIMARY KEY (file_id, position)
);
-- Ciphertext does not compress.
ALTER TABLE files.pieces ALTER COLUMN sealed SET STORAGE EXTERNAL;
