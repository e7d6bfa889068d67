import type { PriceLineResult } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import {
  type CatalogSnapshot,
  endPriceChange,
  linesOfPriceChange,
  loadSnapshot,
  type PriceLine,
  type PriceStep,
  pricesSetSince,
  type StoredPriceChange,
  writePrices,
} from '../catalog/index.ts';
import { notify } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { Notifier } from '../notifications/index.ts';
import { type PricePreview, previewPrices } from './preview-prices.ts';

/**
 * Sets the prices of a locked change. A price that would be below the floor now is left out, unless two people have approved
 * the change or the command line makes it; so is one that was set again since the time of a scheduled change, which is applied
 * late. The staff are notified, and by e-mail if prices were left out; each line says which price it replaced unseen.
 */
export async function applyPriceChange(
  tx: Tx,
  notifier: Notifier,
  change: StoredPriceChange,
  by: By,
): Promise<void> {
  const { priceChangeId, approved, reason, takesEffectAt, madeBy } = change;
  await bumpVersion(tx, 'catalog');
  const catalog = await loadSnapshot(tx);
  const lines = await linesOfPriceChange(tx, priceChangeId);
  const previews = await previewPrices(tx, catalog, lines, by.at);
  const isFree = approved || takesEffectAt === null || !madeBy.startsWith('staff:');
  const ids = lines.map(({ productId }) => productId);
  const since =
    change.state === 'scheduled' && takesEffectAt !== null
      ? await pricesSetSince(tx, ids, takesEffectAt)
      : new Set<string>();
  const judged = previews.map((preview) => ({
    preview,
    result: since.has(keyOf(preview)) ? ('superseded' as const) : resultOf(preview, isFree),
  }));
  const steps = judged
    .filter(({ result }) => result === 'changed')
    .map(({ preview }) => stepOf(catalog, preview));
  // Who made the change set its prices; the worker only waited for the time.
  await writePrices(tx, steps, { at: by.at, actor: madeBy, reason, changeId: priceChangeId });
  const seen = new Map(lines.map((line) => [keyOf(line), line.before]));
  const results = judged.map(({ preview, result }) => {
    const { productId, currency, before } = preview;
    const isUnseen = result === 'changed' && before !== seen.get(keyOf(preview));
    return { productId, currency, result, replaced: isUnseen ? before : null };
  });
  await endPriceChange(tx, priceChangeId, 'applied', by, results);
  const leftOut = judged.length - judged.filter(({ result }) => isDone(result)).length;
  const unseen = results.filter(({ replaced }) => replaced !== null).length;
  const subject = formatId('pch', priceChangeId);
  const detail = { changed: steps.length, left_out: leftOut, replaced_unseen: unseen };
  await recordAudit(tx, { ...by, action: 'price_change.applied', subject, detail });
  const facts = { priceChangeId, changed: steps.length, leftOut, unseen, at: by.at };
  if (leftOut > 0) await notify(tx, 'price_change.incomplete', 'staff', facts, notifier);
  else await notify(tx, 'price_change.applied', 'staff', facts);
}

function keyOf({ productId, currency }: Pick<PriceLine, 'productId' | 'currency'>): string {
  return `${productId} ${currency}`;
}

function isDone(result: PriceLineResult): boolean {
  return result === 'changed' || result === 'unchanged';
}

function resultOf(preview: PricePreview, isFree: boolean): PriceLineResult {
  const { before, after, floor } = preview;
  if (before === after) return 'unchanged';
  const isLower = before === null || after < before;
  const isCovered = floor !== null && after >= floor;
  return isFree || !isLower || isCovered ? 'changed' : 'below_floor';
}

function stepOf(
  catalog: CatalogSnapshot,
  { productId, currency, before, after }: PricePreview,
): PriceStep {
  const product = required(catalog.product(productId), `product ${productId} is listed`);
  return { product, currency, partnerId: null, from: before, to: after };
}
