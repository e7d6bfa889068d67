import * as contract from '@psnb2b/contract';
import { listPriceHistory, type PriceEntry, priceHistoryPages } from '../../catalog/index.ts';
import { actorTexts } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import { csvList, pageBothWays } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { partnerRefs } from '../present/partner-refs.ts';

/** A product that does not exist has no history. */
const NO_PRODUCT = 0;

/** Every price that was ever set. */
export function priceHistoryRoutes(parts: Parts) {
  const { database, catalog } = parts;
  const find = ({
    sku,
    ...asked
  }: Parameters<typeof listPriceHistory>[1] & { readonly sku?: string }) => {
    const productId =
      sku === undefined
        ? undefined
        : (catalog.current.productBySku(sku.toUpperCase())?.productId ?? NO_PRODUCT);
    return listPriceHistory(database.reads, { ...asked, productId });
  };
  return onConsole({
    listPriceHistory: ({ query }) =>
      pageBothWays(priceHistoryPages, query, find, (found) => presentEntries(parts, found)),
    exportPriceHistory: (call) =>
      csvList(
        call,
        { name: 'price-history.csv', columns: contract.priceHistoryCsvColumns },
        priceHistoryPages,
        call.query,
        find,
        async (found) =>
          (await presentEntries(parts, found)).map(({ partner, price_list, ...entry }) => ({
            ...entry,
            // nothing: most prices belong to no partner and no price list.
            partner: partner?.id ?? null,
            price_list: price_list?.name ?? null,
          })),
      ),
  });
}

async function presentEntries(
  { database: { reads }, catalog }: Parts,
  entries: readonly PriceEntry[],
): Promise<contract.PriceHistoryEntry[]> {
  const names = await actorTexts(
    reads,
    entries.map(({ actor }) => actor),
  );
  const refs = await partnerRefs(
    reads,
    entries.flatMap(({ partnerId }) => (partnerId === null ? [] : [{ partnerId }])),
  );
  return entries.map((entry) => {
    const { entryId: id, actor, productId, partnerId, priceChangeId } = entry;
    const { priceListId, priceListName } = entry;
    const { sku } = required(catalog.product(productId), `product ${productId} is listed`);
    const row = { ...entry, sku, changedBy: names(actor) };
    return present(contract.PriceHistoryEntry, row, {
      id,
      partner: partnerId === null ? null : refs(partnerId),
      price_list:
        priceListId === null || priceListName === null
          ? null
          : { id: formatId('pls', priceListId), name: priceListName },
      price_change_id: priceChangeId && formatId('pch', priceChangeId),
    });
  });
}
