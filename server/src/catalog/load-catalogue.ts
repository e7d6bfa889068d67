import { readFile } from 'node:fs/promises';
import { recordAudit } from '../audit/index.ts';
import { assert } from '../kit/assert.ts';
import { readTable } from '../kit/csv/index.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { denominationMilli } from './denomination.ts';
import { type Region, skuOf } from './product.ts';

const DATA = new URL('../../data/', import.meta.url);

/**
 * Adds missing regions and products of the shipped catalogue. Existing ones stay as they are, so every start may call it, even on
 * several nodes at once.
 */
export async function loadCatalogue(
  tx: Tx,
  { at }: { at: Date },
): Promise<{ regions: number; products: number }> {
  const { regions, products } = await readCatalogue();
  const addedRegions = await tx.query(
    `INSERT INTO catalog.regions (region, name, currency)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) ON CONFLICT DO NOTHING`,
    [regions.map((r) => r.region), regions.map((r) => r.name), regions.map((r) => r.currency)],
  );
  // Without the anti-join every start would use up an identity value for each existing product.
  const { rows } = await tx.query<{ sku: string }>(
    `INSERT INTO catalog.products
       (sku, region, denomination_milli, face_currency, changed_at)
     SELECT u.sku, u.region, u.denomination_milli, r.currency, $4
       FROM unnest($1::text[], $2::text[], $3::bigint[]) u(sku, region, denomination_milli)
       JOIN catalog.regions r ON r.region = u.region
      WHERE NOT EXISTS (SELECT FROM catalog.products p
                         WHERE p.region = u.region AND p.denomination_milli = u.denomination_milli)
     ON CONFLICT DO NOTHING RETURNING sku`,
    [
      products.map((each) => each.sku),
      products.map((each) => each.region),
      products.map((each) => each.denominationMilli),
      at,
    ],
  );
  const added = { regions: addedRegions.rowCount, products: rows.length };
  if (added.regions + added.products > 0) {
    await bumpVersion(tx, 'catalog');
    await recordAudit(tx, {
      at,
      actor: 'system:load-catalogue',
      action: 'catalogue.loaded',
      subject: 'catalogue',
      detail: { ...added, skus: rows.map((row) => row.sku) },
    });
  }
  return added;
}

interface Face {
  readonly sku: string;
  readonly region: string;
  readonly denominationMilli: number;
}

/** The shipped files; a fault in them is our bug. */
async function readCatalogue(): Promise<{ regions: Region[]; products: Face[] }> {
  const regionsFile = await readFile(new URL('regions.csv', DATA));
  const productsFile = await readFile(new URL('catalogue.csv', DATA));
  const regions = readTable(regionsFile, {
    required: ['region', 'name', 'currency'],
    words: ['name'],
  }).map((row) => row.values);
  const products = readTable(productsFile, {
    required: ['region', 'denomination', 'source'],
  }).map((row) => {
    const { region, denomination } = row.values;
    const milli = denominationMilli(denomination);
    assert(milli !== null, `catalogue.csv, line ${row.line}: denomination ${denomination}`);
    return { sku: skuOf(region, milli), region, denominationMilli: milli };
  });
  return { regions, products };
}
