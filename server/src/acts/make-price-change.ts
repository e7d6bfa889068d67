import { recordAudit } from '../audit/index.ts';
import {
  type CatalogSnapshot,
  insertPriceChange,
  lastPriceEntry,
  loadSnapshot,
  lockPriceChange,
  type PriceLine,
} from '../catalog/index.ts';
import { actorNames, type Guard, isByStaff, notify, proposeChange } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { formatMoney, parseMoney } from '../kit/money.ts';
import { type FieldError, invalid, invalidState, type Refusal } from '../kit/refusal.ts';
import { DAY_MS } from '../kit/time.ts';
import { minuteOf } from '../notifications/index.ts';
import { applyPriceChange } from './apply-price-change.ts';
import { type PricePreview, previewPrices } from './preview-prices.ts';
import { type NamedPrice, onlyChanges, targetsOfLines } from './targets-of-prices.ts';

const AHEAD_MAX_MS = 366 * DAY_MS;
const NAMED_MAX = 3;

/** List prices as a person confirmed them. */
export interface PriceChangeWanted {
  /** `before`: the price that was seen, as text; null: none. */
  readonly lines: readonly (NamedPrice & { readonly before: string | null })[];
  /** Prices that may become ten times as high or as low. */
  readonly jumps: readonly Pick<NamedPrice, 'sku' | 'currency'>[];
  readonly reason: string;
  readonly takesEffectAt: Date | null;
}

/**
 * Changes many list prices, all or none: at once, or at a time. If one of them needs a second person, the whole change waits for
 * an admin. Returns its id.
 *
 * `validation_failed` for invalid prices, a jump that was not confirmed and a time that has passed; `invalid_state` if a list
 * price is no longer the one that its author saw.
 */
export async function makePriceChange(
  tx: Tx,
  guard: Guard,
  wanted: PriceChangeWanted,
  by: By,
): Promise<string> {
  const { reason, takesEffectAt } = wanted;
  checkTime(takesEffectAt, by.at);
  // Writers of the catalogue wait for each other at this row.
  await bumpVersion(tx, 'catalog');
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
  const detail = { prices: lines.length, reason, takes_effect_at: takesEffectAt, needs_two: two };
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
  const faults = previews.flatMap(({ isJump, product: { sku }, before, after, currency }) => {
    const isConfirmed = jumps.some((each) => each.sku === sku && each.currency === currency);
    if (!isJump || before === null || isConfirmed) return [];
    const index = lines.findIndex((line) => line.sku === sku && line.currency === currency);
    const step = `${formatMoney(before, currency)} to ${formatMoney(after, currency)} ${currency}`;
    const detail = `${sku} would change from ${step}, ten times or more: confirm it, or correct the price.`;
    return [{ pointer: `/lines/${index}/after`, code: 'maximum', detail } satisfies FieldError];
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

/** The refusal that names prices which are no longer what somebody saw. */
export async function changedMeanwhile(
  tx: Tx,
  catalog: CatalogSnapshot,
  stale: readonly { readonly sku: string; readonly currency: string }[],
): Promise<Refusal> {
  const said: string[] = [];
  for (const { sku, currency } of stale.slice(0, NAMED_MAX)) {
    const product = catalog.productBySku(sku);
    const last = product && (await lastPriceEntry(tx, product.productId, currency));
    const now = product && catalog.listPrice(product.productId, currency);
    const price = now ? `${formatMoney(now.amount, currency)} ${currency} now` : 'not priced now';
    const names = last ? await actorNames(tx, [last.actor]) : null;
    const who = last ? (names?.get(last.actor) ?? last.actor) : null;
    said.push(
      who === null || last === null
        ? `${sku} is ${price}`
        : `${sku} is ${price} (${who}, ${minuteOf(last.changedAt)})`,
    );
  }
  const more = stale.length - said.length;
  const others = more > 0 ? `, and ${more} more` : '';
  const detail = `Nothing was changed. Prices were set meanwhile: ${said.join('; ')}${others}. Look at the change again.`;
  return invalidState('changed', detail);
}
