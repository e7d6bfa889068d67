import { recordAudit } from '../audit/index.ts';
import {
  type CatalogSnapshot,
  insertPriceChange,
  loadSnapshot,
  lockPriceChange,
  type PriceLine,
  sayJump,
} from '../catalog/index.ts';
import { actorNames, type Guard, isByStaff, notify, proposeChange } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { parseMoney } from '../kit/money.ts';
import { type FieldError, invalid, pointTo } from '../kit/refusal.ts';
import { DAY_MS } from '../kit/time.ts';
import { minuteOf } from '../notifications/index.ts';
import { dropProposals } from '../proposals/index.ts';
import { applyPriceChange } from './apply-price-change.ts';
import { changedMeanwhile } from './changed-meanwhile.ts';
import { cancelPriceChange } from './end-price-change.ts';
import { type PricePreview, previewPrices } from './preview-prices.ts';
import { type NamedPrice, onlyChanges, targetsOfLines } from './targets-of-prices.ts';

const AHEAD_MAX_MS = 366 * DAY_MS;

/** List prices as a person confirmed them. */
export interface PriceChangeWanted {
  /** `before`: the price that was seen, as text; null: none. */
  readonly lines: readonly (NamedPrice & { readonly before: string | null })[];
  /** Prices that are meant, although they look like slips. */
  readonly jumps: readonly Pick<NamedPrice, 'sku' | 'currency'>[];
  readonly reason: string;
  readonly takesEffectAt: Date | null;
  /** A change that waits or is scheduled, and is cancelled with it. */
  readonly replaces?: string | null | undefined;
}

/**
 * Changes many list prices, all or none: at once, or at a time; in place of another change, if it names one. If one of them needs a second person, the whole change waits for
 * an admin. Returns its id.
 *
 * `validation_failed` for invalid prices, a jump that was not confirmed and a time that has passed; `invalid_state` if a list
 * price is no longer the one that its author saw, or the change that it replaces has ended.
 */
export async function makePriceChange(
  tx: Tx,
  guard: Guard,
  wanted: PriceChangeWanted,
  by: By,
): Promise<string> {
  const { reason, takesEffectAt, replaces = null } = wanted;
  checkTime(takesEffectAt, by.at);
  const replaced = replaces && formatId('pch', replaces);
  // In the order that everybody uses: first the proposals, then the row at which writers of the catalogue wait for each other.
  if (replaced) await dropProposals(tx, { about: { kind: 'price_change', subject: replaced } }, by);
  await bumpVersion(tx, 'catalog');
  if (replaces) await cancelPriceChange(tx, replaces, by).catch(pointTo('/replaces'));
  const catalog = await loadSnapshot(tx);
  const { targets } = onlyChanges(catalog, targetsOfLines(catalog, wanted.lines));
  await mustBeCurrent(tx, catalog, wanted.lines);
  if (targets.length === 0) {
    const detail = 'Every product already has this list price.';
    throw invalid({ pointer: '/lines', code: 'min_items', detail });
  }
  const previews = await previewPrices(tx, catalog, targets, by.at);
  mustConfirmJumps(wanted, previews);
  const two = isByStaff(by) ? previews.filter(({ takesTwo }) => takesTwo).length : 0;
  const priceChangeId = newUuid(by.at.getTime());
  const state = takesEffectAt !== null && two === 0 ? 'scheduled' : 'waiting';
  const change = { priceChangeId, state, reason, takesEffectAt } as const;
  const lines: Omit<PriceLine, 'result' | 'replaced'>[] = previews.map(
    ({ productId, currency, before, after }) => ({ productId, currency, before, after }),
  );
  await insertPriceChange(tx, { ...change, madeBy: by.actor, madeAt: by.at }, lines);
  const subject = formatId('pch', priceChangeId);
  const detail = {
    prices: lines.length,
    reason,
    takes_effect_at: takesEffectAt,
    needs_two: two,
    ...(replaced && { replaces: replaced }),
  };
  await recordAudit(tx, { ...by, action: 'price_change.made', subject, detail });
  if (two > 0) await proposeIt(tx, guard, { subject, previews, two, takesEffectAt }, by);
  else if (takesEffectAt !== null) {
    const name = (await actorNames(tx, [by.actor])).get(by.actor) ?? null;
    const facts = { priceChangeId, name, prices: lines.length, takesEffectAt, at: by.at };
    await notify(tx, 'price_change.scheduled', 'staff', facts, guard);
  } else await applyPriceChange(tx, guard, await lockPriceChange(tx, priceChangeId), by);
  return priceChangeId;
}

async function proposeIt(
  tx: Tx,
  guard: Guard,
  {
    subject,
    previews,
    two,
    takesEffectAt,
  }: {
    readonly subject: string;
    readonly previews: readonly PricePreview[];
    readonly two: number;
    readonly takesEffectAt: Date | null;
  },
  by: By,
): Promise<void> {
  const prices = previews.length;
  const change = { kind: 'price_change', prices, two, takesEffectAt } as const;
  const after = `${prices === 1 ? '1 price' : `${prices} prices`}, ${two} first or below the floor`;
  await proposeChange(tx, guard, { change, subject, content: { before: null, after } }, by);
}

function checkTime(takesEffectAt: Date | null, at: Date): void {
  if (takesEffectAt === null) return;
  const ahead = takesEffectAt.getTime() - at.getTime();
  if (ahead > 0 && ahead <= AHEAD_MAX_MS) return;
  const detail =
    ahead <= 0
      ? `It must be later than now, ${minuteOf(at)}; leave it out to change the prices at once.`
      : 'It may be at most a year ahead.';
  const code = ahead <= 0 ? 'minimum' : 'maximum';
  throw invalid({ pointer: '/takes_effect_at', code, detail });
}

function mustConfirmJumps(
  { lines, jumps }: PriceChangeWanted,
  previews: readonly PricePreview[],
): void {
  const faults = previews.flatMap(({ jump, ...preview }) => {
    const { product, currency } = preview;
    const isOf = (each: Pick<NamedPrice, 'sku' | 'currency'>) =>
      each.sku === product.sku && each.currency === currency;
    if (jump === null || jumps.some(isOf)) return [];
    const pointer = `/lines/${lines.findIndex(isOf)}/after`;
    return [{ pointer, code: 'maximum', detail: sayJump(jump, preview) } satisfies FieldError];
  });
  if (faults.length > 0) throw invalid(...faults);
}

/** Refuses a change of prices that somebody else has changed since, and says who, when and to what. */
async function mustBeCurrent(
  tx: Tx,
  catalog: CatalogSnapshot,
  lines: PriceChangeWanted['lines'],
): Promise<void> {
  const stale = lines.filter(({ sku, currency, before }) => {
    const product = catalog.productBySku(sku);
    const now = product && catalog.listPrice(product.productId, currency);
    return (now?.amount ?? null) !== (before === null ? null : parseMoney(before, currency));
  });
  if (stale.length > 0) throw await changedMeanwhile(tx, catalog, stale);
}
