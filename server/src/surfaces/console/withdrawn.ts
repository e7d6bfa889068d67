import * as contract from '@psnb2b/contract';
import { settleWithdrawn } from '../../acts/index.ts';
import { required } from '../../kit/assert.ts';
import { json, page } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { present } from '../../kit/present.ts';
import { listWithdrawn, type WithdrawnCode, withdrawnPages } from '../../orders/index.ts';
import { originOf, originsOf, runsOfLot } from '../../stock/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** Codes that were replaced or refunded before anybody had read them, for staff who manage stock. */
export function withdrawnRoutes(parts: Parts) {
  const { reads } = parts.database;
  return onConsole({
    listWithdrawnCodes: ({ query: { lot_id: lot, ...query }, at }) =>
      page(
        withdrawnPages,
        query,
        async (asked) => {
          const runIds = lot && (await runsOfLot(reads, idOf('lot', lot, '/lot_id')));
          return listWithdrawn(reads, { ...asked, ...(runIds && { runIds }), live: true });
        },
        (codes) => presentCodes(parts, codes, at),
      ),
    settleWithdrawnCode: async ({ params, body, at, by }) => {
      const codeId = params.code_id;
      await settleWithdrawn(parts, { codeId, outcome: body.outcome }, by);
      const codes = await listWithdrawn(reads, { codeIds: [codeId], limit: 1 });
      const [shown] = await presentCodes(parts, codes, at);
      return json(200, required(shown, 'what was settled is withdrawn'));
    },
  });
}

async function presentCodes(parts: Parts, codes: readonly WithdrawnCode[], at: Date) {
  const runIds = new Set(codes.map(({ runId }) => runId));
  const origins = await originsOf(parts.database.reads, [...runIds]);
  return codes.map((code) => {
    const { lotId, lotStatus, expiresAt, productId } = originOf(origins, code.runId);
    const isSpoiled = lotStatus === 'recalled' || (expiresAt !== null && expiresAt <= at);
    const row = {
      ...code,
      lotId,
      sku: parts.catalog.product(productId)?.sku ?? String(productId),
      restockable: code.state === 'waiting' && !isSpoiled,
    };
    return present(contract.WithdrawnCode, row);
  });
}
