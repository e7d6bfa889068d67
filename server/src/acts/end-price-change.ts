import { recordAudit } from '../audit/index.ts';
import {
  approvePriceChange,
  endPriceChange,
  linesOfPriceChange,
  listDuePriceChanges,
  listWaitingPriceChanges,
  loadSnapshot,
  lockPriceChange,
} from '../catalog/index.ts';
import { notify } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Clock } from '../kit/clock.ts';
import { bumpVersion, type Database, type Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState } from '../kit/refusal.ts';
import type { Notifier } from '../notifications/index.ts';
import { dropProposals, listProposals } from '../proposals/index.ts';
import { applyPriceChange } from './apply-price-change.ts';
import { changedMeanwhile } from './make-price-change.ts';

type Parts = Notifier & { readonly database: Database; readonly clock: Clock };

const ACTOR = 'system:run-price-changes';
const PROPOSALS_MAX = 500;

/** A second person approved a change: it takes effect now, or at its time. `invalid_state` if a price has changed since. */
export async function approveWaitingChange(
  tx: Tx,
  notifier: Notifier,
  changeId: string,
  by: By,
): Promise<void> {
  await bumpVersion(tx, 'catalog');
  const change = await lockPriceChange(tx, changeId);
  if (change.state !== 'waiting') throw ended(change.state);
  const { takesEffectAt } = change;
  if (takesEffectAt !== null && takesEffectAt > by.at) {
    await approvePriceChange(tx, changeId, 'scheduled');
    return;
  }
  const catalog = await loadSnapshot(tx);
  const stale = (await linesOfPriceChange(tx, changeId)).filter(
    ({ productId, currency, before }) =>
      (catalog.listPrice(productId, currency)?.amount ?? null) !== before,
  );
  if (stale.length > 0 && takesEffectAt === null) {
    const named = stale.map(({ productId, currency }) => ({
      sku: required(catalog.product(productId), `product ${productId} is listed`).sku,
      currency,
    }));
    throw await changedMeanwhile(tx, catalog, named);
  }
  await approvePriceChange(tx, changeId, 'waiting');
  await applyPriceChange(tx, notifier, { ...change, approved: true }, by);
}

/** Cancels a change that waits or is scheduled, together with its proposal. `invalid_state` if it has ended. */
export async function cancelPriceChange(tx: Tx, changeId: string, by: By): Promise<void> {
  const subject = formatId('pch', changeId);
  // In the order that everybody uses: first the proposal, which may be decided right now.
  await dropProposals(tx, { about: { kind: 'price_change', subject } }, by);
  const change = await lockPriceChange(tx, changeId);
  if (change.state !== 'waiting' && change.state !== 'scheduled') throw ended(change.state);
  await endPriceChange(tx, changeId, 'cancelled', by);
  await recordAudit(tx, {
    ...by,
    action: 'price_change.cancelled',
    subject,
    detail: { reason: change.reason, takes_effect_at: change.takesEffectAt },
  });
  const facts = { priceChangeId: changeId, takesEffectAt: change.takesEffectAt, at: by.at };
  await notify(tx, 'price_change.cancelled', 'staff', facts);
}

/** Drops proposals of single list prices that a change of many has made obsolete: nobody could approve them any more. */
async function dropStaleProposals({ database }: Parts, by: By): Promise<void> {
  const waiting = await listProposals(database.reads, { state: 'waiting', limit: PROPOSALS_MAX });
  const prices = waiting.filter(({ kind }) => kind === 'list_price');
  if (prices.length === 0) return;
  const catalog = await loadSnapshot(database.reads);
  for (const { subject, content } of prices) {
    const product = required(catalog.productBySku(subject), `${subject} is listed`);
    // nothing: an amount always has its currency.
    const list = catalog.listPrice(product.productId, content.currency ?? '');
    if ((list?.amount ?? null) === content.before) continue;
    await database.transaction((tx) =>
      dropProposals(tx, { about: { kind: 'list_price', subject } }, by),
    );
  }
}

/**
 * Applies scheduled changes whose time has come, each once and in the order of their times, however late; and cancels those whose
 * proposal was rejected or dropped. Returns how many were applied.
 */
export async function runPriceChanges(parts: Parts): Promise<number> {
  const { database, clock } = parts;
  const by = { actor: ACTOR, at: clock.now() };
  let applied = 0;
  for (const id of await listDuePriceChanges(database.reads, by.at)) {
    const isDone = await database.transaction(async (tx) => {
      // Before the row of the change, as everybody who changes prices.
      await bumpVersion(tx, 'catalog');
      const change = await lockPriceChange(tx, id);
      if (change.state !== 'scheduled') return false;
      await applyPriceChange(tx, parts, change, by);
      return true;
    });
    if (isDone) applied += 1;
  }
  for (const id of await listWaitingPriceChanges(database.reads)) {
    const subject = formatId('pch', id);
    const [proposal] = await listProposals(database.reads, { subject, limit: 1 });
    if (proposal === undefined || proposal.state === 'waiting') continue;
    await database.transaction(async (tx) => {
      const { state } = await lockPriceChange(tx, id);
      if (state === 'waiting') await cancelPriceChange(tx, id, by);
    });
  }
  await dropStaleProposals(parts, by);
  return applied;
}

function ended(state: string) {
  return invalidState(state, `This price change is already ${state}.`);
}
