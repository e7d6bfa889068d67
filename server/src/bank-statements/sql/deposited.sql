-- Which deposits account for which lines, or did before they were reversed or rejected.
CREATE OR REPLACE FUNCTION bank_statements.deposited()
RETURNS TABLE (line_id uuid, deposit_id uuid, tenant_id int, amount bigint, sent numeric, made boolean, ended boolean)
LANGUAGE sql STABLE AS $$
  SELECT p.line_id, p.deposit_id, p.tenant_id, p.amount, p.sent, p.made, p.ended_at IS NOT NULL
    FROM bank_statements.parts p
$$;
