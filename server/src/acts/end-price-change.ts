import { recordAudit } from '../audit/index.ts';
import {
  approvePriceChange,
  type CatalogSnapshot,
  type CatalogWatch,
  endPriceChange,
  linesOfPriceChange,
  listDuePriceChanges,
  listWaitingPriceChanges,
  loadSnapshot,
  lockPriceChange,
  lockScheduledOf,
  postponePriceChange,
  type StoredPriceChange,
} from '../catalog/index.ts';
import { actorNames, findUser, notify, staffOfActor } from '../identity/index.ts';
import { assert, required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Clock } from '../kit/clock.ts';
import { bumpVersion, type Database, type Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState } from '../kit/refusal.ts';
import type { Notifier } from '../notifications/index.ts';
import {
  dropProposals,
  listProposals,
  lockWaiting,
  type Proposal,
  settleProposal,
  subjectsThatWait,
} from '../proposals/index.ts';
import { applyPriceChange } from './apply-price-change.ts';
import { changedMeanwhile } from './changed-meanwhile.ts';

type Parts = Notifier & {
  readonly database: Database;
  readonly clock: Clock;
  readonly catalog: CatalogWatch;
};

const ACTOR = 'system:run-price-changes';
const PROPOSALS_MAX = 500;
/** Roles that change prices. */
const WRITERS = ['admin', 'finance'] as const;

/**
 * A second person approved a change: it takes effect now, or at its time. `invalid_state` if it takes effect now and a price has
 * changed since, also if its time has passed.
 */
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
  if (stale.length > 0) {
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

/**
 * Cancels what a person of the staff scheduled alone, when they are disabled or get another role, as their proposals are dropped;
 * what a second person approved stays. Staff who manage prices are notified by e-mail.
 */
export async function cancelScheduledOf(
  tx: Tx,
  notifier: Notifier,
  actor: string,
  by: By,
): Promise<void> {
  for (const priceChangeId of await lockScheduledOf(tx, actor)) {
    await cancelOfAuthor(tx, notifier, await lockPriceChange(tx, priceChangeId), by);
  }
}

async function cancelOfAuthor(
  tx: Tx,
  notifier: Notifier,
  { priceChangeId, madeBy, reason, takesEffectAt }: StoredPriceChange,
  by: By,
): Promise<void> {
  assert(takesEffectAt !== null, 'a scheduled change has a time');
  await endPriceChange(tx, priceChangeId, 'cancelled', by);
  const subject = formatId('pch', priceChangeId);
  const detail = { reason, takes_effect_at: takesEffectAt, author_left: true };
  await recordAudit(tx, { ...by, action: 'price_change.cancelled', subject, detail });
  const name = (await actorNames(tx, [madeBy])).get(madeBy) ?? madeBy;
  const facts = { priceChangeId, name, takesEffectAt, at: by.at };
  await notify(tx, 'price_change.author_left', 'staff', facts, notifier);
}

/** Whether a change that its author made alone may take effect: they can still sign in and may still change prices. */
async function mayTakeEffect(tx: Tx, { approved, madeBy }: StoredPriceChange): Promise<boolean> {
  const userId = staffOfActor(madeBy);
  if (approved || userId === null) return true;
  const { role, disabledAt } = await findUser(tx, userId);
  return disabledAt === null && WRITERS.some((each) => each === role);
}

/**
 * Drops proposals of single list prices that a change of many has made obsolete: nobody could approve them any more. Each is
 * looked at again once it is locked, because it may have been replaced meanwhile.
 */
async function dropStaleProposals({ database, catalog }: Parts, by: By): Promise<void> {
  const waiting = await listProposals(database.reads, { state: 'waiting', limit: PROPOSALS_MAX });
  const prices = waiting.filter(({ kind }) => kind === 'list_price');
  for (const proposal of prices.filter((each) => isStale(catalog.current, each))) {
    const about = { kind: 'list_price', subject: proposal.subject } as const;
    await database.transaction(async (tx) => {
      const locked = await lockWaiting(tx, { about });
      const now = await loadSnapshot(tx);
      for (const each of locked) {
        const isSame = each.proposalId === proposal.proposalId;
        if (isSame && isStale(now, each)) await settleProposal(tx, each, 'dropped', by);
      }
    });
  }
}

function isStale(catalog: CatalogSnapshot, { subject, content }: Proposal): boolean {
  const product = required(catalog.productBySku(subject), `${subject} is listed`);
  // nothing: an amount always has its currency.
  const list = catalog.listPrice(product.productId, content.currency ?? '');
  return (list?.amount ?? null) !== content.before;
}

/**
 * Applies scheduled changes whose time has come, each once and in the order of their times, however late; and cancels those whose
 * proposal was rejected or dropped. One that fails lets the others go first and is tried again later. Returns how many were applied;
 * throws what failed when all of them have had their turn.
 */
export async function runPriceChanges(parts: Parts): Promise<number> {
  const { database, clock } = parts;
  const by = { actor: ACTOR, at: clock.now() };
  const failures: unknown[] = [];
  let applied = 0;
  for (const id of await listDuePriceChanges(database.reads, by.at)) {
    try {
      if (await runDue(parts, id, by)) applied += 1;
    } catch (error) {
      failures.push(error);
      await database.transaction((tx) => postponePriceChange(tx, id, by.at));
    }
  }
  for (const rest of [cancelOrphans, dropStaleProposals]) {
    try {
      await rest(parts, by);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 0) throw new AggregateError(failures, 'price changes failed');
  return applied;
}

async function runDue(parts: Parts, id: string, by: By): Promise<boolean> {
  return parts.database.transaction(async (tx) => {
    // Before the row of the change, as everybody who changes prices.
    await bumpVersion(tx, 'catalog');
    const change = await lockPriceChange(tx, id);
    if (change.state !== 'scheduled') return false;
    if (!(await mayTakeEffect(tx, change))) {
      await cancelOfAuthor(tx, parts, change, by);
      return false;
    }
    await applyPriceChange(tx, parts, change, by);
    return true;
  });
}

/** Cancels changes that wait for nobody any more, because their proposal was rejected or dropped. */
async function cancelOrphans({ database }: Parts, by: By): Promise<void> {
  let behind: string | null = null;
  for (;;) {
    const ids = await listWaitingPriceChanges(database.reads, behind);
    const subjects = ids.map((id) => formatId('pch', id));
    const waiting = await subjectsThatWait(database.reads, 'price_change', subjects);
    for (const id of ids.filter((each) => !waiting.has(formatId('pch', each)))) {
      await database.transaction(async (tx) => {
        // In the order that everybody uses: first the proposal.
        await lockWaiting(tx, { about: { kind: 'price_change', subject: formatId('pch', id) } });
        const { state } = await lockPriceChange(tx, id);
        if (state === 'waiting') await cancelPriceChange(tx, id, by);
      });
    }
    behind = ids.at(-1) ?? null;
    if (behind === null) return;
  }
}

function ended(state: string) {
  return invalidState(state, `This price change is already ${state}.`);
}
