import type { Desk } from './desk.ts';

const DAY_MS = 86_400_000;

/** A business whose balance is below zero, with an invoice that is overdue. */
export async function indebted({ shop, clock }: Desk): Promise<void> {
  const partnerId = await shop.partner();
  await shop.creditLimit(partnerId, '500.00');
  const { text: key } = await shop.key(partnerId);
  const body = { region: 'US', denomination: 20, quantity: 3 };
  const { status, text } = await shop.call('POST', '/orders', { key, body });
  if (status !== 201) throw new Error(`an order on credit works: ${text}`);
  const at = clock.now();
  await shop.rows(
    `INSERT INTO invoicing.documents (document_id, tenant_id, kind, year, number, issued_at, month, currency, lines,
                                      total, net, tax, parties, due_on)
     SELECT gen_random_uuid(), t.tenant_id, 'invoice', 2026, 2, $2, '2026-01-01', 'USD', 1, 4000, 4000, 0, '', $3
       FROM partners.tenants t WHERE t.partner_id = $1 AND t.mode = 'live' RETURNING 1`,
    [partnerId, at, new Date(at.getTime() - 40 * DAY_MS)],
  );
  // Nothing of it is of the running month.
  await shop.rows(
    `INSERT INTO invoicing.books (tenant_id, month, from_available, from_held)
     SELECT t.tenant_id, '2026-02-01', 100, 100 FROM partners.tenants t WHERE t.partner_id = $1 AND t.mode = 'live' RETURNING 1`,
    [partnerId],
  );
}
