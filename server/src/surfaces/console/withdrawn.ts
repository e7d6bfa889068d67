import type { WithdrawnCode as Shown } from '@psnb2b/contract';
import { settleWithdrawn } from '../../acts/index.ts';
import { required } from '../../kit/assert.ts';
import { json } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { formatId } from '../../kit/ids.ts';
import { idPlace, Pages } from '../../kit/pages.ts';
import { isoOrNull } from '../../kit/time.ts';
import { listWithdrawn, type WithdrawnCode } from '../../orders/index.ts';
import { originOf, originsOf, runsOfLot } from '../../stock/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

const pages = new Pages('withdrawn', idPlace, ({ codeId }: WithdrawnCode) => codeId);

/** Codes that were replaced or refunded before anybody had read them, for staff who manage stock. */
export function withdrawnRoutes(parts: Parts) {
  const { reads } = parts.database;
  return onConsole({
    listWithdrawnCodes: ({ query, at }) =>
      pages.reply(
        query,
        async (page) => {
          const { lot_id: lot, state } = query;
          const runIds =
            lot === undefined ? undefined : await runsOfLot(reads, idOf('lot', lot, '/lot_id'));
          return listWithdrawn(reads, { live: true, runIds, state, ...page });
        },
        (codes) => present(parts, codes, at),
      ),
    settleWithdrawnCode: async ({ params, body, at, by }) => {
      const codeId = params.code_id;
      await settleWithdrawn(parts, { codeId, outcome: body.outcome }, by);
      const codes = await listWithdrawn(reads, { codeIds: [codeId], limit: 1 });
      const [shown] = await present(parts, codes, at);
      return json(200, required(shown, 'what was settled is withdrawn'));
    },
  });
}

async function present(
  { database, catalog }: Parts,
  codes: readonly WithdrawnCode[],
  at: Date,
): Promise<Shown[]> {
  const origins = await originsOf(database.reads, [...new Set(codes.map(({ runId }) => runId))]);
  return codes.map((code) => {
    const origin = originOf(origins, code.runId);
    const isExpired = origin.expiresAt !== null && origin.expiresAt <= at;
    const isSpoiled = origin.lotStatus === 'recalled' || isExpired;
    return {
      id: formatId('cod', code.codeId),
      object: 'withdrawn_code',
      order_id: formatId('ord', code.orderId),
      lot_id: formatId('lot', origin.lotId),
      sku: catalog.product(origin.productId)?.sku ?? String(origin.productId),
      resolution: code.resolution,
      withdrawn_at: code.withdrawnAt.toISOString(),
      state: code.state,
      restockable: code.state === 'waiting' && !isSpoiled,
      settled_at: isoOrNull(code.settledAt),
      settled_by: code.settledBy,
      reissued_as: code.reissuedAs && formatId('cod', code.reissuedAs),
    };
  });
}
