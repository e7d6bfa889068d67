-- What staff write to each other about a business; the business never sees it.
CREATE TABLE partners.notes (
  note_id uuid PRIMARY KEY,
  partner_id uuid NOT NULL REFERENCES partners.partners,
  text text NOT NULL CONSTRAINT notes_text CHECK (length(text) BETWEEN 1 AND 2000),
  pinned boolean NOT NULL DEFAULT false,
  -- Rises with each change: an editor names the one that they saw.
  version int NOT NULL DEFAULT 1,
  written_by text NOT NULL,
  written_at timestamptz NOT NULL,
  edited_by text,
  edited_at timestamptz,
  CONSTRAINT notes_edited CHECK ((edited_by IS NULL) = (edited_at IS NULL))
);
CREATE INDEX notes_partner ON partners.notes (partner_id, pinned DESC, note_id DESC);
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON partners.notes
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('notes', 'staff');
