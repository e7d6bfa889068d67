import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Database, Tx } from '../kit/database/index.ts';
import { lastEpoch } from '../kit/gaps/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { invalidState, Refusal } from '../kit/refusal.ts';
import {
  isKnownCode,
  listWithdrawn,
  restockCode,
  type WithdrawnCode,
  writeOffCode,
} from '../orders/index.ts';
import { isSpoiled, lockLotOf, type OnStock, sealedForResale } from '../stock/index.ts';
import { voidRecovery } from '../supplier-claims/index.ts';
import type { Vault } from '../vault/index.ts';

export interface SettledCode {
  readonly codeId: string;
  readonly outcome: 'restocked' | 'written_off';
}

/**
 * Decides what happens to a code that was replaced or refunded before anybody had read it: it is restocked or written off.
 *
 * A restocked code has another id, so that the record of the replaced or refunded one stays; its supplier claim becomes void.
 * Refuses with `not_found`, or with `invalid_state` if it was already decided, its lot is recalled, it has expired, its buyer
 * named it by its text, its supplier paid for it, or it was delivered before a restore, which has lost whether it was read since.
 */
export async function settleWithdrawn(
  { database, ...parts }: RestockParts & { readonly database: Database },
  { codeId, outcome }: SettledCode,
  by: By,
): Promise<void> {
  await database.transaction(async (tx) => {
    const [code] = await listWithdrawn(tx, { codeIds: [codeId], limit: 1 });
    if (!code) throw new Refusal('not_found');
    const { lotId, newId } =
      outcome === 'restocked' ? await restock(tx, parts, code, by) : await writeOff(tx, code, by);
    await recordAudit(tx, {
      ...by,
      action: outcome === 'restocked' ? 'code.restocked' : 'code.written_off',
      subject: formatId('cod', codeId),
      detail: {
        lot: formatId('lot', lotId),
        order: formatId('ord', code.orderId),
        ...(newId !== null && { reissued_as: formatId('cod', newId) }),
      },
    });
  });
}

interface Settled {
  readonly lotId: string;
  readonly newId: string | null;
}

interface RestockParts {
  readonly vault: Vault;
  readonly onStock: OnStock;
}

async function restock(
  tx: Tx,
  { vault, onStock }: RestockParts,
  { codeId, orderId, runId, position, state, deliveredAt }: WithdrawnCode,
  by: By,
): Promise<Settled> {
  await lockLotOf(tx, runId, by.at);
  const [found] = await sealedForResale(tx, [{ runId, position }], formatId('ord', orderId), by);
  const { sealed, lotId, productId, shelfId, ...held } = required(found, 'one for each place');
  if (state !== 'waiting' || held.codeId !== codeId) throw decidedBefore();
  if (await isSpoiled(tx, runId, by.at)) {
    const detail = 'Its lot was recalled, or it has expired; it can only be written off.';
    throw invalidState('spoiled', detail);
  }
  const epoch = await lastEpoch(tx);
  if (epoch && deliveredAt < epoch.oldUntil) {
    const detail =
      'It was delivered before the database was restored from a backup, so it may have been read or sold again since; it can only be written off.';
    throw invalidState('restored', detail);
  }
  const newId = newUuid(by.at.getTime());
  const key = await vault.dataKey(tx, lotId);
  const place = { lotId, productId };
  const resealed = vault.reseal(key, { ...place, codeId }, { ...place, codeId: newId }, sealed);
  if (!(await restockCode(tx, { codeId, newId, sealed: resealed }, by))) {
    if (!(await isKnownCode(tx, codeId))) throw decidedBefore();
    const detail = 'Its buyer has named it by its text since; it can only be written off.';
    throw invalidState('known', detail);
  }
  await onStock(tx, [shelfId], by.at);
  await voidRecovery(tx, codeId, by);
  return { lotId, newId };
}

async function writeOff(tx: Tx, { codeId, runId }: WithdrawnCode, by: By): Promise<Settled> {
  const lotId = await lockLotOf(tx, runId, by.at);
  if (!(await writeOffCode(tx, codeId, by))) throw decidedBefore();
  return { lotId, newId: null };
}

function decidedBefore(): Refusal {
  return invalidState('decided', 'This code was already restocked or written off.');
}
