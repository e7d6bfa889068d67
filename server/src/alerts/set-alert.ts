import { type AlertKind, alertKinds, mayBeWarned, type PartnerRole } from '@psnb2b/contract';
import type { Tx } from '../kit/database/index.ts';
import { invalid, limitReached, Refusal } from '../kit/refusal.ts';
import { arm, forgetFirings } from './firings.ts';
import type { Rule } from './rules.ts';

/** More watched products than there are would only be a mistake. */
const RULES_MAX = 300;

/**
 * Sets what a person wants to be warned of; it is armed by this. `isSoldOut`: the product of `product_back` is not in stock, so it fires
 * as soon as it is. Throws `role_missing` for a kind that the role is not warned of, `validation_failed` for a kind without its line
 * or product, and `limit_reached` above 300.
 */
export async function setAlert(
  tx: Tx,
  role: PartnerRole,
  rule: Rule,
  { at, isSoldOut = false }: { readonly at: Date; readonly isSoldOut?: boolean },
): Promise<void> {
  const { userId, kind, product, threshold, byEmail, enabled, mutedUntil } = rule;
  const { roles } = alertKinds[kind];
  if (!mayBeWarned(kind, role)) {
    throw new Refusal('role_missing', { roles: roles === 'any' ? [] : [...roles] });
  }
  mustFit(rule);
  await forgetFirings(tx, userId, kind, product);
  if (product !== '' && !enabled) {
    await tx.query('DELETE FROM alerts.rules WHERE user_id = $1 AND kind = $2 AND product = $3', [
      userId,
      kind,
      product,
    ]);
    return;
  }
  await tx.query(
    `INSERT INTO alerts.rules (user_id, kind, product, threshold, by_email, enabled, muted_until, set_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (user_id, kind, product) DO UPDATE
        SET threshold = $4, by_email = $5, enabled = $6, muted_until = $7, set_at = $8`,
    [userId, kind, product, threshold, byEmail, enabled, mutedUntil, at],
  );
  const { rows } = await tx.query<{ count: number }>(
    'SELECT count(*) FROM alerts.rules WHERE user_id = $1',
    [userId],
  );
  const used = Number(rows[0]?.count);
  if (used > RULES_MAX) {
    throw limitReached({ limit: RULES_MAX, used: RULES_MAX }, 'End the watch of a product first.');
  }
  if (isSoldOut) await arm(tx, { userId, kind, subject: product });
}

const LINE: Readonly<Record<AlertKind, 'amount' | 'count' | null>> = {
  balance_low: 'amount',
  product_low: 'count',
  product_back: null,
  endpoint_failing: 'count',
  key_expires: 'count',
};

/** Each kind has its own members, and no others. */
function mustFit({ kind, product, threshold }: Rule): void {
  const isOfProduct = kind === 'product_low' || kind === 'product_back';
  if (isOfProduct && product === '') {
    throw invalid({ pointer: '/product', code: 'required', detail: 'Name the product to watch.' });
  }
  if (!isOfProduct && product !== '') throw foreign('product');
  const line = LINE[kind];
  if (threshold === null && line !== null) {
    throw invalid({ pointer: `/${line}`, code: 'required', detail: 'Say where the line is.' });
  }
  if (threshold !== null && line === null) throw foreign('count');
}

/** The refusal of a member that another kind of alert has. */
export function foreign(member: 'product' | 'amount' | 'count'): Refusal {
  const detail = 'It does not belong to this kind of alert; remove it.';
  return invalid({ pointer: `/${member}`, code: 'unknown_member', detail });
}
