-- Open pages are notified of payments, of ways to pay, of invoices and credit notes, and of a person's own filters and stars as well.
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON funding.deposits
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('deposits', 'tenant', 'tenant_id');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON deposit_methods.methods
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('deposit_methods', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON deposit_methods.addresses
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('deposit_methods', 'tenant', 'tenant_id');
CREATE TRIGGER changed AFTER INSERT ON invoicing.documents
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('documents', 'tenant', 'tenant_id');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON identity.views
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('views', 'user', 'user_id');
CREATE TRIGGER changed AFTER INSERT OR DELETE ON purchases.favourites
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('favourites', 'user', 'user_id');
