-- A recall as its buyer sees it: what is wrong, which codes, and who has read it.
ALTER TABLE recalls.notices
  ADD COLUMN recall_id uuid NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN note text;
UPDATE recalls.notices n SET note = coalesce(
  (SELECT c.description FROM claims.claims c
    WHERE c.lot_id = n.lot_id AND c.tenant_id = n.tenant_id AND c.origin = 'recall'
    ORDER BY c.claim_id LIMIT 1),
  'The lot was recalled.');
ALTER TABLE recalls.notices
  ALTER COLUMN recall_id DROP DEFAULT,
  ALTER COLUMN note SET NOT NULL,
  ADD UNIQUE (recall_id);
CREATE INDEX notices_tenant ON recalls.notices (tenant_id, noticed_at, recall_id);

-- The codes as they were when the buyer was told, numbered from 1 in the order of their orders.
CREATE TABLE recalls.codes (
  recall_id uuid NOT NULL REFERENCES recalls.notices (recall_id),
  ordinal int NOT NULL CHECK (ordinal > 0),
  code_id uuid NOT NULL,
  order_id uuid NOT NULL,
  PRIMARY KEY (recall_id, ordinal)
);
INSERT INTO recalls.codes (recall_id, ordinal, code_id, order_id)
SELECT n.recall_id, row_number() OVER (PARTITION BY n.recall_id ORDER BY c.order_id, c.code_id),
       c.code_id, c.order_id
  FROM recalls.notices n
  CROSS JOIN LATERAL (
    SELECT DISTINCT k.code_id, m.order_id
      FROM claims.codes k JOIN claims.claims m ON m.claim_id = k.claim_id
     WHERE k.lot_id = n.lot_id AND m.tenant_id = n.tenant_id) c;

CREATE TABLE recalls.readings (
  recall_id uuid NOT NULL REFERENCES recalls.notices (recall_id),
  -- Who has read it: identity's user.
  user_id uuid NOT NULL,
  read_at timestamptz NOT NULL,
  PRIMARY KEY (recall_id, user_id)
);
