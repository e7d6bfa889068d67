import type { PriceLineResult } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import {
  type CatalogSnapshot,
  endPriceChange,
  linesOfPriceChange,
  loadSnapshot,
  type PriceStep,
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
 * the change or the command line makes it. The staff are notified; admins get an e-mail if prices were left out.
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
  const judged = previews.map((preview) => ({ preview, result: resultOf(preview, isFree) }));
  const steps = judged
    .filter(({ result }) => result === 'changed')
    .map(({ preview }) => stepOf(catalog, preview));
  // Who made the change set its prices; the worker only waited for the time.
  await writePrices(tx, steps, { at: by.at, actor: madeBy, reason, changeId: priceChangeId });
  const results = judged.map(({ preview, result }) => ({ ...preview, result }));
  await endPriceChange(tx, priceChangeId, 'applied', by, results);
  const leftOut = judged.filter(({ result }) => result === 'below_floor').length;
  const subject = formatId('pch', priceChangeId);
  const detail = { changed: steps.length, left_out: leftOut };
  await recordAudit(tx, { ...by, action: 'price_change.applied', subject, detail });
  const facts = { priceChangeId, changed: steps.length, leftOut, at: by.at };
  if (leftOut > 0) await notify(tx, 'price_change.incomplete', 'staff', facts, notifier);
  else await notify(tx, 'price_change.applied', 'staff', facts);
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
