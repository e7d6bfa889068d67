-- No supplier owes anything for a test code.
DELETE FROM supplier_claims.recoveries r
 USING claims.claims m JOIN partners.tenants t ON t.tenant_id = m.tenant_id
 WHERE m.claim_id = r.claim_id AND t.mode = 'test';
