import { recordAudit } from '../audit/index.ts';
import { isByStaff } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState } from '../kit/refusal.ts';
import type { Notifier } from '../notifications/index.ts';
import type { DepositMethod } from './deposit-method.ts';
import { nameOfMethod } from './name-method.ts';
import { lockDepositMethod } from './store.ts';
import { tellStaff } from './tell-staff.ts';

/**
 * Confirms a method and the addresses that wait with it, as far as somebody else entered them. `addresses` is how many the person saw
 * waiting, own ones included: more are not confirmed unseen. `invalid_state` if nothing of it is for this person to confirm. The command line confirms all.
 */
export async function confirmDepositMethod(
  tx: Tx,
  notifier: Notifier,
  methodId: string,
  { addresses }: { readonly addresses: number },
  by: By,
): Promise<DepositMethod> {
  const method = await lockDepositMethod(tx, methodId);
  const self = isByStaff(by) ? by.actor : null;
  const { waiting, others } = await addressesWaiting(tx, methodId, self);
  if (waiting !== addresses) {
    const detail = `${waiting} addresses wait now; look at them and confirm again.`;
    throw invalidState('changed', detail);
  }
  const isOthers = method.confirmedAt === null && method.addedBy !== self;
  if (!isOthers && others === 0) {
    throw invalidState(
      waiting > 0 || method.confirmedAt === null ? 'own' : 'confirmed',
      'Nothing waits for you here: what you entered yourself is confirmed by a colleague.',
    );
  }
  if (isOthers) {
    await tx.query(
      'UPDATE deposit_methods.methods SET confirmed_at = $2, confirmed_by = $3 WHERE method_id = $1',
      [methodId, by.at, by.actor],
    );
  }
  await tx.query(
    `UPDATE deposit_methods.addresses SET confirmed_at = $2, confirmed_by = $3
      WHERE method_id = $1 AND confirmed_at IS NULL AND added_by IS DISTINCT FROM $4`,
    [methodId, by.at, by.actor, self],
  );
  if (others > 0) await forgetToldLeft(tx, methodId);
  await recordAudit(tx, {
    ...by,
    action: 'deposit_method.confirmed',
    subject: formatId('dpm', methodId),
    detail: { method: isOthers, addresses: others },
  });
  const name = nameOfMethod(method);
  await tellStaff(tx, notifier, { change: 'confirmed', name }, by);
  return lockDepositMethod(tx, methodId);
}

/** From now on the staff are notified again when few addresses are left. */
export async function forgetToldLeft(tx: Tx, methodId: string): Promise<void> {
  await tx.query('UPDATE deposit_methods.methods SET told_left = NULL WHERE method_id = $1', [
    methodId,
  ]);
}

/** The addresses that wait, and how many of them somebody else entered. */
async function addressesWaiting(tx: Tx, methodId: string, self: string | null) {
  const { rows } = await tx.query<{ waiting: number; others: number }>(
    `SELECT count(*) AS waiting, count(*) FILTER (WHERE added_by IS DISTINCT FROM $2) AS others
       FROM deposit_methods.addresses WHERE method_id = $1 AND confirmed_at IS NULL`,
    [methodId, self],
  );
  return required(rows[0], 'a count has a row');
}
