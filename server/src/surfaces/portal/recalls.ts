import * as contract from '@psnb2b/contract';
import { countedPage, csvList, json, page, pageAndFilters } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import * as recalls from '../../recalls/index.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { tenantOfCall } from './tenant-of-call.ts';

/** Recalls, as their buyers see them. */
export function recallRoutes({ database, catalog }: Parts) {
  const { reads } = database;
  const show = (recall: recalls.BuyerRecall) => present(contract.Recall, recall);
  const showCode = (code: Awaited<ReturnType<typeof recalls.listRecalledCodes>>[number]) =>
    present(contract.RecalledCode, code);
  return onPortal({
    listRecalls: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const { userId } = call.caller;
      const [asked, wanted] = pageAndFilters(call.query);
      return countedPage(
        recalls.recallPages,
        asked,
        (rows) => recalls.listRecalls(reads, tenant, userId, { ...wanted, ...rows }),
        (found) => found.map(show),
        (most) => recalls.countRecalls(reads, tenant, userId, wanted, most),
      );
    },
    exportRecalls: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const { raw = false, ...wanted } = call.query;
      return csvList(
        call,
        {
          name: tenant.mode === 'test' ? 'test-recalls.csv' : 'recalls.csv',
          columns: contract.recallCsvColumns,
        },
        recalls.recallPages,
        { raw },
        (rows) => recalls.listRecalls(reads, tenant, call.caller.userId, { ...wanted, ...rows }),
        (found) => found.map(show),
      );
    },
    getRecall: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const { recall_id: id } = call.params;
      return json(200, show(await recalls.recallOf(reads, tenant, call.caller.userId, id)));
    },
    listRecalledCodes: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const { recall_id: id } = call.params;
      await recalls.recallOf(reads, tenant, call.caller.userId, id);
      return page(
        recalls.recalledCodePages,
        call.query,
        (asked) => recalls.listRecalledCodes(reads, tenant, id, asked, catalog.product),
        (found) => found.map(showCode),
      );
    },
    exportRecalledCodes: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const { recall_id: id } = call.params;
      await recalls.recallOf(reads, tenant, call.caller.userId, id);
      const { raw = false } = call.query;
      const name = tenant.mode === 'test' ? 'test-recalled-codes.csv' : 'recalled-codes.csv';
      return csvList(
        call,
        { name, columns: contract.recalledCodesCsvColumns },
        recalls.recalledCodePages,
        { raw },
        (asked) => recalls.listRecalledCodes(reads, tenant, id, asked, catalog.product),
        (found) => found.map(showCode),
      );
    },
    readRecall: async (call) => {
      const { userId } = call.caller;
      const { recall_id: id } = call.params;
      const tenant = await tenantOfCall(reads, call);
      await database.transaction((tx) => recalls.markRead(tx, tenant, userId, id, call.at));
      return json(200, show(await recalls.recallOf(reads, tenant, userId, id)));
    },
  });
}
