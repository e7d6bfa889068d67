-- Prices need a second person once a business could buy, also after every approval has ended.
ALTER TABLE partners.partners ADD COLUMN was_approved boolean NOT NULL DEFAULT false;
UPDATE partners.partners p SET was_approved = true
 WHERE p.approved_at IS NOT NULL
    OR EXISTS (SELECT FROM partners.kyc_cases c JOIN partners.kyc_steps s ON s.case_id = c.case_id
                WHERE c.partner_id = p.partner_id AND s.event IN ('approved', 'expired'))
    OR EXISTS (SELECT FROM partners.tenants t JOIN orders.orders o ON o.tenant_id = t.tenant_id
                WHERE t.partner_id = p.partner_id AND t.mode = 'live');
ALTER TABLE partners.partners
  ADD CONSTRAINT partners_was_approved CHECK (was_approved OR approved_at IS NULL);
CREATE INDEX partners_were_approved ON partners.partners (partner_id) WHERE was_approved;
