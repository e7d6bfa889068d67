-- Since when a person has the role, or the lack of it, that they have now, and the name of whoever gave it. Null: since the account was made,
-- by somebody who was not recorded.
ALTER TABLE identity.users
  ADD COLUMN access_since timestamptz,
  ADD COLUMN access_by text CHECK (length(access_by) BETWEEN 1 AND 200);

-- What an admin signed: that everybody on the staff has the access that they need. `access` is the list as it was signed, one object per
-- person: `user`, `role`, `disabled`, `totp`, `passkeys`.
CREATE TABLE identity.access_reviews (
  access_review_id uuid PRIMARY KEY,
  signed_by uuid NOT NULL REFERENCES identity.users,
  signed_at timestamptz NOT NULL,
  note text CHECK (length(note) BETWEEN 1 AND 500),
  people int NOT NULL CHECK (people > 0),
  admins int NOT NULL CHECK (admins > 0),
  access jsonb NOT NULL
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON identity.access_reviews
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();
CREATE TRIGGER changed AFTER INSERT ON identity.access_reviews
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('access_reviews', 'staff');
