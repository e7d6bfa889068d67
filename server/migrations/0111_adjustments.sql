-- Corrections of a live balance that are no payment, each agreed by two people. A row is written with its transfer; what waits is a proposal.
CREATE TABLE funding.adjustments (
  adjustment_id uuid PRIMARY KEY,
  tenant_id int NOT NULL,
  -- Minor units; negative if it is taken from the balance.
  amount bigint NOT NULL CONSTRAINT adjustments_amount CHECK (amount <> 0),
  currency text NOT NULL,
  reason text NOT NULL CONSTRAINT adjustments_reason CHECK (length(reason) BETWEEN 1 AND 500),
  proposed_by text NOT NULL,
  agreed_by text NOT NULL CONSTRAINT adjustments_two CHECK (agreed_by <> proposed_by),
  proposed_at timestamptz NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX adjustments_tenant ON funding.adjustments (tenant_id, adjustment_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON funding.adjustments
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();
CREATE TRIGGER changed AFTER INSERT ON funding.adjustments
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('adjustments', 'staff');

ALTER TABLE proposals.proposals DROP CONSTRAINT proposals_kind_check,
  ADD CONSTRAINT proposals_kind_check CHECK (
    kind IN ('credit_limit', 'claim_limit', 'list_price', 'price_change', 'price_floor', 'price_list',
             'price_list_price', 'tiers', 'stock_limits', 'lot_discard', 'staff_factors', 'staff_admin', 'adjustment'));
