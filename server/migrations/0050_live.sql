-- What has changed, for pages that are open: which part of which business, never the data. Rows of each commit that changed a
-- table below, written by the tables themselves, so that no verb can forget it. Tables that every order, code or delivery writes
-- have no such trigger: their own numbers (of a stream of events, of an account, of an endpoint) say that something changed.
-- Unlogged: after a crash every page reads again anyway.
CREATE UNLOGGED TABLE kit.changes (
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  -- `partner:<uuid>`, `tenant:<number>`, `user:<uuid>` or `staff`.
  scope text NOT NULL,
  topic text NOT NULL,
  PRIMARY KEY (tx, scope, topic)
);

-- Arguments: the topic, the kind of the scope, the column that names it; and, where that column leads to another table first, this
-- table and its column. A row that names nobody concerns the staff.
CREATE FUNCTION kit.note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_owner text;
BEGIN
  IF tg_argv[1] <> 'staff' THEN
    v_owner := CASE WHEN tg_op = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END ->> tg_argv[2];
    IF tg_nargs > 3 THEN
      EXECUTE format('SELECT %I::text FROM %s WHERE %I::text = $1', tg_argv[4], tg_argv[3]::regclass, tg_argv[2])
        INTO v_owner USING v_owner;
    END IF;
  END IF;
  INSERT INTO kit.changes (scope, topic)
  VALUES (CASE WHEN v_owner IS NULL THEN 'staff' ELSE tg_argv[1] || ':' || v_owner END, tg_argv[0])
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER changed AFTER INSERT OR DELETE OR UPDATE OF email, name, role, totp_secret, disabled_at ON identity.users
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('people', 'partner', 'partner_id');
CREATE TRIGGER changed_person AFTER UPDATE OF email, name, role, totp_secret, disabled_at ON identity.users
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('person', 'user', 'user_id');
CREATE TRIGGER changed AFTER INSERT OR DELETE OR UPDATE OF state ON identity.sessions
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('sessions', 'user', 'user_id');
CREATE TRIGGER changed AFTER INSERT OR DELETE ON identity.passkeys
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('person', 'user', 'user_id');
CREATE TRIGGER changed AFTER INSERT OR DELETE ON identity.recovery_codes
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('person', 'user', 'user_id');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON identity.notifications
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('notifications', 'user', 'user_id');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OF used_at, revoked_at ON identity.links
  FOR EACH ROW WHEN (NEW.kind = 'invitation')
  EXECUTE FUNCTION kit.note_change('people', 'partner', 'partner_id');

CREATE TRIGGER changed AFTER INSERT OR UPDATE ON partners.partners
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('business', 'partner', 'partner_id');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OF tier, discount_bps ON partners.tenants
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('tier', 'partner', 'partner_id');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON partners.profiles
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('review', 'partner', 'partner_id');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON partners.kyc_cases
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('review', 'partner', 'partner_id');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON partners.kyc_marks
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('review', 'partner', 'case_id', 'partners.kyc_cases', 'partner_id');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON partners.kyc_documents
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('review', 'partner', 'case_id', 'partners.kyc_cases', 'partner_id');
CREATE TRIGGER changed AFTER INSERT ON partners.kyc_steps
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('review', 'partner', 'case_id', 'partners.kyc_cases', 'partner_id');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON partners.keys
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('keys', 'tenant', 'tenant_id');
CREATE TRIGGER changed AFTER INSERT OR DELETE ON partners.waiting_keys
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('keys', 'tenant', 'key_id', 'partners.keys', 'tenant_id');

CREATE TRIGGER changed AFTER INSERT OR UPDATE ON support.tickets
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('tickets', 'partner', 'partner_id');
CREATE TRIGGER changed AFTER INSERT ON support.messages
  FOR EACH ROW WHEN (NOT NEW.internal)
  EXECUTE FUNCTION kit.note_change('tickets', 'partner', 'ticket_id', 'support.tickets', 'partner_id');
CREATE TRIGGER changed_internal AFTER INSERT ON support.messages
  FOR EACH ROW WHEN (NEW.internal) EXECUTE FUNCTION kit.note_change('tickets', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON support.canned_answers
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('canned_answers', 'staff');

CREATE TRIGGER changed AFTER INSERT OR UPDATE ON claims.claims
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('claims', 'tenant', 'tenant_id');
CREATE TRIGGER changed AFTER INSERT ON claims.messages
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('claims', 'tenant', 'claim_id', 'claims.claims', 'tenant_id');
CREATE TRIGGER changed AFTER INSERT ON claims.evidence
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('claims', 'tenant', 'claim_id', 'claims.claims', 'tenant_id');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON claims.decisions
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('decisions', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON supplier_claims.recoveries
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('recoveries', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON claims.decision_limits
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('claim_terms', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON service_levels.terms
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('claim_terms', 'staff');

CREATE TRIGGER changed AFTER INSERT OR UPDATE ON purchases.purchases
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('purchases', 'tenant', 'tenant_id');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON purchases.lines
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('purchases', 'tenant', 'tenant_id');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON webhooks.endpoints
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('endpoints', 'tenant', 'tenant_id');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON webhooks.secrets
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('endpoints', 'tenant', 'endpoint_id', 'webhooks.endpoints', 'tenant_id');
CREATE TRIGGER changed AFTER INSERT ON recalls.notices
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('recalls', 'tenant', 'tenant_id');
CREATE TRIGGER changed AFTER INSERT ON recalls.readings
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('recalls', 'user', 'user_id');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON shop.settings
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('shop', 'staff');

CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON catalog.products
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('products', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON catalog.prices
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('products', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON catalog.tiers
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('products', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON catalog.partner_prices
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('products', 'partner', 'partner_id');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON stock.code_patterns
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('lots', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OF status ON stock.lots
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('lots', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON orders.withdrawn
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('withdrawn', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON orders.return_terms
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('return_terms', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON proposals.proposals
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('proposals', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON quotas.limits
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('quotas', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON suppliers.suppliers
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('suppliers', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OF status ON kit.emails
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('emails', 'staff');
