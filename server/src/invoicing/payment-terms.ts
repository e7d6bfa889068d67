import { paymentDaysDefault } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { notify } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { Notifier } from '../notifications/index.ts';
import { findPartner, lockPartner, tenantOf } from '../partners/index.ts';

/** When invoices are due: days after their date. */
export interface PaymentTerms {
  readonly days: number;
  readonly defaultDays: number;
  /** Null if it was never set. */
  readonly setAt: Date | null;
  readonly setBy: string | null;
}

type Stored = Pick<PaymentTerms, 'days' | 'setAt' | 'setBy'>;

/** The term of the shop. */
export async function paymentTerms(db: Db): Promise<PaymentTerms> {
  const { rows } = await db.query<Stored>(
    'SELECT days, set_at AS "setAt", set_by AS "setBy" FROM invoicing.payment_terms',
  );
  const set = rows[0] ?? { days: paymentDaysDefault, setAt: null, setBy: null };
  return { ...set, defaultDays: paymentDaysDefault };
}

/** Sets the term of the shop for invoices that are issued from now on. */
export async function setPaymentTerms(tx: Tx, days: number, by: By): Promise<void> {
  const before = await paymentTerms(tx);
  if (before.days === days && before.setAt !== null) return;
  await tx.query(
    `INSERT INTO invoicing.payment_terms (days, set_at, set_by) VALUES ($1, $2, $3)
     ON CONFLICT (only_row) DO UPDATE SET days = $1, set_at = $2, set_by = $3`,
    [days, by.at, by.actor],
  );
  const detail = { before: before.days, after: days };
  await recordAudit(tx, { ...by, action: 'payment_terms.set', subject: 'invoices', detail });
}

/** The term of a business: its own, or that of the shop. */
export interface PartnerTerm extends Stored {
  readonly isOwn: boolean;
  readonly shopDays: number;
}

export async function paymentTermOf(db: Db, tenantId: number): Promise<PartnerTerm> {
  const { days: shopDays } = await paymentTerms(db);
  const { rows } = await db.query<Stored>(
    'SELECT days, set_at AS "setAt", set_by AS "setBy" FROM invoicing.tenant_terms WHERE tenant_id = $1',
    [tenantId],
  );
  if (rows[0]) return { ...rows[0], isOwn: true, shopDays };
  return { days: shopDays, isOwn: false, shopDays, setAt: null, setBy: null };
}

/**
 * Sets when the invoices of a business are due that are issued from now on; null: as those of the others. Its owners and finance people are
 * notified if that changes.
 */
export async function setPartnerPaymentTerm(
  tx: Tx,
  notifier: Notifier,
  partnerId: string,
  days: number | null,
  by: By,
): Promise<void> {
  await lockPartner(tx, partnerId);
  const { tenantId } = await tenantOf(tx, partnerId, 'live');
  const before = await paymentTermOf(tx, tenantId);
  if (days === null ? !before.isOwn : before.isOwn && before.days === days) return;
  if (days === null) {
    await tx.query('DELETE FROM invoicing.tenant_terms WHERE tenant_id = $1', [tenantId]);
  } else {
    await tx.query(
      `INSERT INTO invoicing.tenant_terms (tenant_id, days, set_at, set_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (tenant_id) DO UPDATE SET days = $2, set_at = $3, set_by = $4`,
      [tenantId, days, by.at, by.actor],
    );
  }
  const after = days ?? before.shopDays;
  const subject = formatId('prt', partnerId);
  const detail = { before: before.days, after };
  await recordAudit(tx, { ...by, tenantId, action: 'partner.payment_term_set', subject, detail });
  if (before.days === after) return;
  const { currency } = await findPartner(tx, partnerId);
  const changes = [{ name: 'paymentDays', before: before.days, after }] as const;
  const facts = { changes, currency, at: by.at };
  await notify(tx, 'partner.terms_changed', { partnerId }, facts, notifier);
}

/** How many businesses have a term of their own. */
export async function countOwnTerms(db: Db): Promise<number> {
  const { rows } = await db.query<{ own: number }>(
    'SELECT count(*)::int AS own FROM invoicing.tenant_terms',
  );
  return required(rows[0], 'a count has a row').own;
}
