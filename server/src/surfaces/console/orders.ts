import * as contract from '@psnb2b/contract';
import { readOrderFile } from '../../acts/index.ts';
import { claimsHolding } from '../../claims/index.ts';
import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { filters } from '../../kit/given.ts';
import { countedPage, csvList, json, pageAndFilters, pageBothWays } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import * as orders from '../../orders/index.ts';
import { tenantIdsIn } from '../../partners/index.ts';
import { originOf, originsOf } from '../../stock/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentFailed } from '../present/failed-orders.ts';
import { presentStaffOrders } from '../present/order.ts';
import { presentOrderFile } from '../present/order-file.ts';
import { ordersWanted } from './orders-wanted.ts';

/** Orders of all partners, for staff, who decide on those that wait. No code is read. */
export function orderRoutes(parts: Parts) {
  const { catalog } = parts;
  const { reads } = parts.database;
  const show = (listed: readonly orders.FoundOrder[]) => presentStaffOrders(reads, listed);
  const reviewed = async (order: orders.FoundOrder) =>
    json(200, required((await show([order]))[0], 'one for each'));
  return onConsole({
    listOrders: async ({ query, at }) => {
      const [page, { sort = 'newest', ...asked }] = pageAndFilters(query);
      const { scope, wanted } = await ordersWanted(parts, asked, at);
      const count = (most: number) => orders.countOrders(reads, scope, wanted, most);
      if (sort === 'newest') {
        return countedPage(
          orders.orderPages,
          page,
          (rows) => orders.listOrders(reads, scope, { ...wanted, ...rows }, catalog.product),
          show,
          count,
        );
      }
      return countedPage(
        orders.sortedOrderPages(sort),
        page,
        (rows) =>
          orders.listSortedOrders(reads, scope, sort, { ...wanted, ...rows }, catalog.product),
        show,
        count,
      );
    },
    exportOrders: async (call) => {
      const { raw = false, ...asked } = call.query;
      const { scope, wanted } = await ordersWanted(parts, asked, call.at);
      const name = scope.mode === 'test' ? 'test-orders.csv' : 'orders.csv';
      return csvList(
        call,
        { name, columns: contract.staffOrderCsvColumns },
        orders.orderPages,
        { raw },
        (rows) => orders.listOrders(reads, scope, { ...wanted, ...rows }, catalog.product),
        async (listed) => (await show(listed)).map(lineOf),
      );
    },
    countOrders: async ({ query: { mode = 'live' }, at }) => {
      const queues = await orders.countQueues(reads, await tenantIdsIn(reads, mode), at);
      return json(200, present(contract.OrderCounts, queues));
    },
    sumFailedOrders: async ({ query, at }) => {
      const { mode = 'live', failedDays } = filters(contract.OrderFailuresQuery, query);
      const after = orders.failedLatelyAfter(at, failedDays);
      const sums = await orders.sumFailed(reads, await tenantIdsIn(reads, mode), after);
      return json(200, await presentFailed(reads, sums, catalog.product));
    },
    getOrder: async ({ params }) => {
      const file = await readOrderFile(reads, catalog.product, params.order_id);
      const [order] = await show([file.order]);
      return json(200, presentOrderFile(file, required(order, 'one for each')));
    },
    listOrderCodes: async ({ params: { order_id: id }, query }) => {
      await orders.ownerOfOrder(reads, id);
      return pageBothWays(
        orders.orderCodePages,
        query,
        (asked) => orders.listOrderCodes(reads, id, asked),
        (found) => presentCodes(reads, found),
      );
    },
    approveOrder: async ({ params: { order_id: id }, by }) =>
      reviewed(await orders.reviewOrder(parts, id, { act: 'approve' }, by)),
    refuseOrder: async ({ params: { order_id: id }, body: { reason }, by }) =>
      reviewed(await orders.reviewOrder(parts, id, { act: 'refuse', reason }, by)),
    cancelOrder: async ({ params: { order_id: id }, body: { reason }, by }) =>
      reviewed(await orders.reviewOrder(parts, id, { act: 'cancel', reason }, by)),
  });
}

function lineOf({ partner, bought_by, failure, ...order }: contract.StaffOrder) {
  return {
    ...order,
    ...{ partner_id: partner.id, partner: partner.name, bought_by: bought_by?.id ?? null },
    ...{ failure: failure?.code, failure_reason: failure?.reason ?? null },
  } satisfies contract.StaffOrderCsvLine;
}

async function presentCodes(db: Db, codes: readonly orders.NumberedCode[]) {
  const origins = await originsOf(db, [...new Set(codes.map(({ runId }) => runId))]);
  const claims = await claimsHolding(
    db,
    codes.map(({ codeId }) => codeId),
  );
  return codes.map((code) => {
    const { lotId, supplier, recalledAt } = originOf(origins, code.runId);
    return present(
      contract.StaffOrderCode,
      { ...code, lotId, supplier, claimId: claims.get(code.codeId) ?? null },
      {
        fingerprint: code.fingerprint.toString('hex'),
        read: code.known,
        recalled: recalledAt !== null,
      },
    );
  });
}
