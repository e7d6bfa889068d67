import * as contract from '@psnb2b/contract';
import { actorNames } from '../../identity/index.ts';
import { NumberText } from '../../kit/csv/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { filters } from '../../kit/given.ts';
import { countedPage, csvList, json, pageAndFilters, problemOf } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { formatId, NO_ID, parseId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import { present } from '../../kit/present.ts';
import { notFoundAt } from '../../kit/refusal.ts';
import type { TenantRef } from '../../kit/tenant-ref.ts';
import { DAY_MS } from '../../kit/time.ts';
import * as orders from '../../orders/index.ts';
import { findPartner } from '../../partners/index.ts';
import * as purchases from '../../purchases/index.ts';
import { DONE } from '../both/web-app-reply.ts';
import { onPortal, type PortalCall } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { tenantOfCall } from './tenant-of-call.ts';

const LATELY_MS = 90 * DAY_MS;

/** Buying several products at once, in person. */
export function purchaseRoutes(parts: Parts) {
  const { catalog, config, database, publicUrl } = parts;
  const { reads } = database;
  const show = ({ lines, ...purchase }: purchases.ReadPurchase) =>
    json(
      200,
      present(contract.Purchase, purchase, {
        lines: lines.map((line) => showLine(line, publicUrl())),
      }),
    );
  return onPortal({
    getBuyingTerms: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const partner = await findPartner(reads, call.caller.partnerId);
      const since = (ms: number) => new Date(call.at.getTime() - ms);
      const bought = await orders.productsBought(reads, tenant, since(LATELY_MS));
      const starred = await purchases.listFavourites(reads, call.caller.userId);
      const approved = async (limit: number) => {
        const used = await orders.sumUnapproved(reads, tenant, since(config.approvalWindowMs));
        return formatMoney(Math.max(0, limit - used), partner.currency);
      };
      return json(
        200,
        present(contract.BuyingTerms, partner, {
          mode: tenant.mode,
          approval_left:
            partner.approvalLimit === null ? null : await approved(partner.approvalLimit),
          bought: bought.flatMap((id) => catalog.product(id)?.sku ?? []),
          favourites: starred.flatMap((id) => catalog.product(id)?.sku ?? []),
        }),
      );
    },
    setFavourite: async ({ caller, body: { sku, favourite } }) => {
      const product = catalog.current.productBySku(sku);
      if (!product) throw notFoundAt('/sku');
      await parts.database.transaction((tx) =>
        purchases.setFavourite(tx, caller.userId, product.productId, favourite),
      );
      return DONE;
    },
    sendPurchase: async (call) => {
      const { caller, body, by } = call;
      const { partnerId, userId } = caller;
      const purchase = await purchases.sendPurchase(parts, {
        tenant: await tenantOfCall(reads, call),
        partnerId,
        userId,
        purchaseId: idOf('pur', body.id, '/id'),
        lines: purchases.linesOf(body),
        knownKeys: body.known_keys ?? [],
        by: { ...by, requestId: call.requestId },
      });
      return show(purchase);
    },
    readPurchaseCodes: async (call) => {
      const { caller, params, by, at, address, requestId } = call;
      const tenant = await tenantOfCall(reads, call);
      const { publicKey } = await findPartner(reads, caller.partnerId);
      const reader = { at, actor: by.actor, address, requestId, publicKey };
      const { purchase_id: id } = params;
      const { read, leftOut } = await purchases.readPurchaseCodes(parts, tenant, id, reader);
      return json(
        200,
        present(
          contract.PurchaseCodes,
          { orders: read.length, leftOut },
          { csv: purchases.purchaseCodesCsv(read) },
        ),
      );
    },
    listPurchases: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const [page, asked] = pageAndFilters(call.query);
      const wanted = wantedBy(asked);
      return countedPage(
        purchases.purchasePages,
        page,
        (rows) => purchases.listPurchases(reads, tenant, { ...wanted, ...rows }),
        (found) => presentRows(reads, tenant, found),
        (most) => purchases.countPurchases(reads, tenant, wanted, most),
      );
    },
    exportPurchases: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const { raw = false, ...asked } = call.query;
      const wanted = wantedBy(asked);
      return csvList(
        call,
        {
          name: tenant.mode === 'test' ? 'test-purchases.csv' : 'purchases.csv',
          columns: contract.purchaseCsvColumns,
        },
        purchases.purchasePages,
        { raw },
        (rows) => purchases.listPurchases(reads, tenant, { ...wanted, ...rows }),
        async (found) =>
          (await presentRows(reads, tenant, found)).map(({ bought_by: { id, name }, ...row }) => ({
            ...row,
            ...{ bought_by_id: id, bought_by: name, total: new NumberText(row.total) },
          })),
      );
    },
    getPurchase: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const { purchase_id: id } = call.params;
      return show(await purchases.readPurchase(reads, tenant, id, catalog.product));
    },
  });
}

/** The purchases that a person asks for: what the list shows, its export has. */
function wantedBy(
  asked: Omit<PortalCall<'exportPurchases'>['query'], 'raw'>,
): purchases.PurchaseFilters {
  const { mode: _, q, boughtBy, ...wanted } = filters(contract.PurchaseFilters, asked);
  return {
    ...wanted,
    ...(q !== undefined && searched(q)),
    // An id of nobody matches nothing.
    ...(boughtBy !== undefined && { userId: parseId('usr', boughtBy) ?? NO_ID }),
  };
}

/** An id is looked for as such, and everything else as a part of the buyer's own number. */
function searched(q: string): purchases.PurchaseFilters {
  const purchaseId = parseId('pur', q);
  if (purchaseId !== null) return { purchaseId };
  const orderId = parseId('ord', q);
  return orderId === null ? { referencePart: q } : { orderId };
}

async function presentRows(
  db: Db,
  { mode, currency }: TenantRef & { readonly currency: string },
  found: readonly purchases.PurchaseLook[],
): Promise<contract.PurchaseRow[]> {
  const names = await actorNames(
    db,
    found.map(({ userId }) => `person:${formatId('usr', userId)}`),
  );
  return found.map(({ userId, ...purchase }) => {
    const id = formatId('usr', userId);
    const bought_by = { id, name: names.get(`person:${id}`) ?? null };
    return present(contract.PurchaseRow, { ...purchase, mode, currency }, { bought_by });
  });
}

function showLine(
  { line, order }: purchases.ReadPurchase['lines'][number],
  publicUrl: string,
): contract.PurchaseLine {
  const { key, asked, refusal } = line;
  const { region, denomination, quantity, max_unit_price = null } = asked;
  return {
    ...{ key, region, denomination, quantity, max_unit_price },
    state: order ? 'bought' : refusal ? 'refused' : 'open',
    order: order && orders.orderBody(order),
    refusal: refusal && problemOf(refusal, refusal.requestId, publicUrl),
  };
}
