import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { invalid, limitReached } from '../kit/refusal.ts';
import { loadSnapshot } from './load-snapshot.ts';
import { skuOf } from './product.ts';

const PRODUCTS_MAX = 5_000;
const REGIONS_MAX = 250;

/** Adds a product, active and without a price, so that nobody can buy it yet. Returns its SKU; `validation_failed` for a known one. */
export async function addProduct(
  tx: Tx,
  { region, denominationMilli }: { readonly region: string; readonly denominationMilli: number },
  by: By,
): Promise<string> {
  // Writers of the catalogue wait for each other at this row.
  await bumpVersion(tx, 'catalog');
  const catalog = await loadSnapshot(tx);
  const known = catalog.regions.get(region);
  if (!known) {
    const detail = `There is no region ${region}; add it first.`;
    throw invalid({ pointer: '/region', code: 'enum', detail });
  }
  const sku = skuOf(region, denominationMilli);
  if (catalog.productBySku(sku)) {
    const detail = `${sku} is in the catalogue already.`;
    throw invalid({ pointer: '/denomination', code: 'repeated', detail });
  }
  if (catalog.products.length >= PRODUCTS_MAX) {
    const count = { limit: PRODUCTS_MAX, used: catalog.products.length };
    throw limitReached(count, `The catalogue has ${PRODUCTS_MAX} products; no more fit.`);
  }
  await tx.query(
    `INSERT INTO catalog.products (sku, region, denomination_milli, face_currency, changed_at)
     VALUES ($1, $2, $3, $4, $5)`,
    [sku, region, denominationMilli, known.currency, by.at],
  );
  await recordAudit(tx, {
    ...by,
    action: 'product.added',
    subject: sku,
    detail: { region, face_currency: known.currency },
  });
  return sku;
}

/** Adds a region without products. `validation_failed` for a known one. */
export async function addRegion(
  tx: Tx,
  {
    region,
    name,
    currency,
  }: { readonly region: string; readonly name: string; readonly currency: string },
  by: By,
): Promise<void> {
  await bumpVersion(tx, 'catalog');
  const { regions } = await loadSnapshot(tx);
  const known = regions.get(region);
  if (known) {
    const detail = `${region} is in the catalogue already: ${known.name}.`;
    throw invalid({ pointer: '/region', code: 'repeated', detail });
  }
  if (regions.size >= REGIONS_MAX) {
    const count = { limit: REGIONS_MAX, used: regions.size };
    throw limitReached(count, `The catalogue has ${REGIONS_MAX} regions; no more fit.`);
  }
  await tx.query('INSERT INTO catalog.regions (region, name, currency) VALUES ($1, $2, $3)', [
    region,
    name,
    currency,
  ]);
  const detail = { name, currency };
  await recordAudit(tx, { ...by, action: 'region.added', subject: region, detail });
}
