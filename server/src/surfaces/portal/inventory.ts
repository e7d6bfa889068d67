import { type Inventory, inventoryCsvColumns } from '@psnb2b/contract';
import type { PersonOf } from '../../identity/index.ts';
import { csvLine } from '../../kit/csv/index.ts';
import { csvFile, raw } from '../../kit/http/index.ts';
import type { Mode } from '../../kit/tenant-ref.ts';
import { tenantOf } from '../../partners/index.ts';
import { chooseEncoding, listInventory } from '../../stock/index.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';

const EVERYTHING = { regions: null, denominationMilli: null, inStock: false } as const;

/** What a business can buy at its prices, the same as in the partner API. */
export function inventoryRoutes({ database, inventory }: Parts) {
  const pageOf = async ({ partnerId }: PersonOf<'portal'>, mode: Mode) => {
    const { currency, discountBps } = await tenantOf(database.reads, partnerId, mode);
    return listInventory(inventory, { partnerId, mode, currency, discountBps }, EVERYTHING);
  };
  return onPortal({
    listInventory: async ({ caller, query: { mode = 'live' }, header }) => {
      const page = await pageOf(caller, mode);
      const encoding = chooseEncoding(header('accept-encoding'), page.bytes);
      const body = page.body(encoding);
      if (encoding === 'identity') return raw(200, body);
      return raw(200, body, { 'content-encoding': encoding, vary: 'Accept-Encoding' });
    },
    exportInventory: async ({ caller, query: { mode = 'live', raw: isRaw = false }, isHead }) => {
      const page = await pageOf(caller, mode);
      const name = mode === 'test' ? 'test-prices.csv' : 'prices.csv';
      return csvFile(name, isHead ? undefined : linesOf(String(page.body('identity')), isRaw));
    },
  });
}

/** The products of a reply as CSV; `isRaw`: no cell is protected from spreadsheets. */
async function* linesOf(body: string, isRaw: boolean): AsyncGenerator<Buffer> {
  const { data } = JSON.parse(body) as Inventory;
  const lines = data.map((item) =>
    csvLine(
      inventoryCsvColumns.map((column) => item[column]),
      { raw: isRaw },
    ),
  );
  yield Buffer.from([csvLine(inventoryCsvColumns), ...lines].join(''));
}
