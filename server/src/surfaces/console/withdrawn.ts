import { consoleOperations, type WithdrawnCode as Shown } from '@psnb2b/contract';
import { settleWithdrawn } from '../../acts/index.ts';
import type { ClaimParts } from '../../claims/index.ts';
import { byOf } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import { json } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { formatId } from '../../kit/ids.ts';
import { idPlace, Pages } from '../../kit/pages.ts';
import { listWithdrawn, type WithdrawnCode } from '../../orders/index.ts';
import { originOf, originsOf, runsOfLot } from '../../stock/index.ts';
import { type DoorRoute, doorRoute } from '../both/door-reply.ts';

const operations = consoleOperations;
const pages = new Pages('withdrawn', idPlace);

/** Codes that were replaced or refunded before anybody had read them, for staff who manage stock. */
export function consoleWithdrawnRoutes(parts: ClaimParts): DoorRoute[] {
  const { reads } = parts.database;
  return [
    doorRoute(operations.listWithdrawnCodes, async (call) => {
      const { lot_id: lot, state } = call.query;
      const { limit, from } = pages.read(call.query);
      const found = await listWithdrawn(reads, {
        live: true,
        ...(lot !== undefined && { runIds: await runsOfLot(reads, idOf('lot', lot, '/lot_id')) }),
        ...(state && { state }),
        ...(from && { before: from }),
        limit: limit + 1,
      });
      const page = pages.cut(found, limit, ({ codeId }) => codeId);
      return json(200, page.list(await present(parts, page.rows, call.at)));
    }),
    doorRoute(operations.settleWithdrawnCode, async (call) => {
      const codeId = call.params.code_id;
      await settleWithdrawn(parts, { codeId, outcome: call.body.outcome }, byOf(call));
      const [code] = await listWithdrawn(reads, { codeIds: [codeId], limit: 1 });
      const [shown] = await present(parts, code ? [code] : [], call.at);
      return json(200, required(shown, 'what was settled is withdrawn'));
    }),
  ];
}

async function present(
  { database, catalog }: Pick<ClaimParts, 'database' | 'catalog'>,
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
      settled_at: code.settledAt?.toISOString() ?? null,
      settled_by: code.settledBy,
      reissued_as: code.reissuedAs && formatId('cod', code.reissuedAs),
    };
  });
}
