import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalid } from '../kit/refusal.ts';
import type { Notifier } from '../notifications/index.ts';
import {
  type AssetTerms,
  type DepositMethod,
  readAssetTerms,
  readUsualTime,
} from './deposit-method.ts';
import { nameOfMethod } from './name-method.ts';
import { lockDepositMethod } from './store.ts';
import { tellStaff } from './tell-staff.ts';

export interface MethodTerms extends Partial<AssetTerms> {
  readonly usualTime?: string;
}

/** Changes the terms of a method, never where the money goes. What is left out stays. */
export async function setDepositMethod(
  tx: Tx,
  methodId: string,
  terms: MethodTerms,
  by: By,
): Promise<DepositMethod> {
  const before = await lockDepositMethod(tx, methodId);
  const usualTime = readUsualTime(terms.usualTime ?? before.usualTime);
  let { minimum, confirmations } = before;
  if (confirmations !== null) {
    const { minimum: least = minimum, confirmations: blocks = confirmations } = terms;
    ({ minimum, confirmations } = readAssetTerms({ minimum: least, confirmations: blocks }));
  } else if (terms.minimum !== undefined || terms.confirmations !== undefined) {
    const detail = 'A bank transfer has neither a minimum nor confirmations; leave both out.';
    throw invalid({ pointer: '/confirmations', code: 'unknown_member', detail });
  }
  await tx.query(
    `UPDATE deposit_methods.methods SET usual_time = $2, minimum = $3, confirmations = $4 WHERE method_id = $1`,
    [methodId, usualTime, minimum, confirmations],
  );
  const after = await lockDepositMethod(tx, methodId);
  const pick = (each: DepositMethod) => [each.usualTime, each.minimum, each.confirmations];
  if (String(pick(before)) === String(pick(after))) return after;
  const termsOf = (each: DepositMethod) => ({
    usual_time: each.usualTime,
    minimum: each.minimum,
    confirmations: each.confirmations,
  });
  await recordAudit(tx, {
    ...by,
    action: 'deposit_method.set',
    subject: formatId('dpm', methodId),
    detail: { before: termsOf(before), after: termsOf(after) },
  });
  return after;
}

/** Archives a method: no partner sees it any more, and what arrives is still credited; or takes that back. Repeating it changes nothing. */
export async function archiveDepositMethod(
  tx: Tx,
  notifier: Notifier,
  methodId: string,
  isArchived: boolean,
  by: By,
): Promise<DepositMethod> {
  const before = await lockDepositMethod(tx, methodId);
  if ((before.archivedAt !== null) === isArchived) return before;
  await tx.query('UPDATE deposit_methods.methods SET archived_at = $2 WHERE method_id = $1', [
    methodId,
    isArchived ? by.at : null,
  ]);
  const change = isArchived ? 'archived' : 'restored';
  await recordAudit(tx, {
    ...by,
    action: `deposit_method.${change}`,
    subject: formatId('dpm', methodId),
  });
  await tellStaff(tx, notifier, { change, name: nameOfMethod(before) }, by);
  return lockDepositMethod(tx, methodId);
}
