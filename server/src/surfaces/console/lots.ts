import * as contract from '@psnb2b/contract';
import { discardUnsoldCodes, setStockLimits } from '../../acts/index.ts';
import { actorNames } from '../../identity/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { filters, given } from '../../kit/given.ts';
import { csvList, json, pageBothWays } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { Refusal } from '../../kit/refusal.ts';
import { type LotFile, type LotLine, readLot, withClaims } from '../../recalls/index.ts';
import * as stock from '../../stock/index.ts';
import { listSuppliers } from '../../suppliers/index.ts';
import { byWithReason } from '../both/by-with-reason.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { partnerRefs } from '../present/partner-refs.ts';
import { proposedReply } from '../present/proposal.ts';

const CHOICES_MAX = 1_000;

type LotCall = Pick<ConsoleCall<'getLot'>, 'params' | 'at' | 'by'>;

/** Lots and held lots, for staff. */
export function lotRoutes(parts: Parts) {
  const { database, catalog, config } = parts;
  const { reads } = database;
  const skuOf = (productId: number) => catalog.product(productId)?.sku ?? String(productId);
  const reply = async ({ params, at, by: { actor } }: LotCall) => {
    const since = new Date(at.getTime() - config.approvalWindowMs);
    const found = await readLot(reads, params.lot_id, { actor, since });
    if (!found) throw new Refusal('not_found');
    return json(200, await presentLot(reads, found, skuOf, actor));
  };
  const showLimits = async () =>
    json(200, present(contract.StockLimits, await stock.stockLimits(reads)));
  return onConsole({
    listLots: ({ query }) =>
      pageBothWays(
        stock.lotPages,
        filters(contract.LotQuery, query),
        (asked) => stock.listLots(reads, asked),
        async (lots) => (await withClaims(reads, lots)).map(presentLine),
      ),
    exportLots: (call) =>
      csvList(
        call,
        { name: 'lots.csv', columns: contract.lotCsvColumns },
        stock.lotPages,
        filters(contract.LotFilters, call.query),
        (asked) => stock.listLots(reads, asked),
        async (lots) => (await withClaims(reads, lots)).map(presentLine),
      ),
    getLot: reply,
    confirmLot: async (call) => {
      const { params, body, by } = call;
      await stock.confirmLot(parts, { lotId: params.lot_id, actor: by.actor, reason: body.reason });
      return reply(call);
    },
    discardLot: async (call) => {
      const { params, body, by } = call;
      await stock.discardLot(parts, { lotId: params.lot_id, actor: by.actor, reason: body.reason });
      return reply(call);
    },
    discardUnsoldCodes: async (call) => {
      const { params, body, by } = call;
      const discard = { ...body, lotId: lotIdOf(params.lot_id) };
      const proposal = await database.transaction((tx) =>
        discardUnsoldCodes(tx, parts, discard, by),
      );
      return proposal ? proposedReply(reads, proposal, call) : reply(call);
    },
    getStockLimits: showLimits,
    setStockLimits: async (call) => {
      const limits = given(contract.StockLimitsSet, call.body);
      const proposal = await database.transaction((tx) =>
        setStockLimits(tx, parts, limits, byWithReason(call)),
      );
      return proposal ? proposedReply(reads, proposal, call) : showLimits();
    },
    getClaimChoices: async () => {
      const suppliers = await listSuppliers(reads, { limit: CHOICES_MAX });
      const regions = new Set(catalog.current.products.map(({ region }) => region));
      const choices = { suppliers, regions: [...regions].sort() };
      return json(200, present(contract.ClaimChoices, choices));
    },
  });
}

function lotIdOf(lotId: string | null): string {
  if (lotId === null) throw new Refusal('not_found');
  return lotId;
}

function presentLine({ lot, ...counts }: LotLine) {
  const wasSold = lot.status === 'complete' || lot.status === 'recalled';
  const unsold = wasSold ? lot.accepted - counts.gone - counts.discarded : 0;
  // nothing: a lot without a supplier.
  const supplier = lot.supplier ?? '';
  return present(contract.Lot, { ...lot, ...counts, unsold, supplier });
}

async function presentLot(
  db: Db,
  found: LotFile,
  skuOf: (productId: number) => string,
  reader: string,
) {
  const refs = await partnerRefs(db, found.buyers);
  const { importedBy } = found.lot;
  const people = await actorNames(db, [importedBy]);
  const row = {
    ...found.lot,
    ...found,
    products: found.products.map((each) => ({ ...each, sku: skuOf(each.productId) })),
  };
  return present(contract.LotFile, row, {
    ...presentLine(found),
    for_sale: found.products.reduce((all, { selling }) => all + selling, 0),
    imported_by_name: people.get(importedBy) ?? null,
    is_own: importedBy === reader,
    held_because: found.oddness && present(contract.LotOddness, found.oddness),
    buyers: found.buyers.map((buyer) =>
      present(contract.CodeBuyer, buyer, { partner: refs(buyer.partnerId) }),
    ),
  });
}
