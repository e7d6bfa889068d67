import { consoleOperations, type Recovery as Shown } from '@psnb2b/contract';
import type { Static } from 'typebox';
import { byOf } from '../../identity/index.ts';
import type { Database, Db } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { idFilter } from '../../kit/id-of.ts';
import { formatId } from '../../kit/ids.ts';
import { formatMoney, parseMoney } from '../../kit/money.ts';
import { wholeList } from '../../kit/pages.ts';
import { invalid, Refusal } from '../../kit/refusal.ts';
import { listRecoveries, type Recovery, settleRecovery } from '../../supplier-claims/index.ts';
import { type DoorRoute, doorRoute } from '../both/door-reply.ts';

const operations = consoleOperations;

/** Supplier claims, for staff. */
export function consoleSupplierClaimRoutes({
  database,
}: {
  readonly database: Database;
}): DoorRoute[] {
  const { reads } = database;
  return [
    doorRoute(operations.listRecoveries, async (call) => {
      const { supplier_id: supplier, lot_id: lot, state } = call.query;
      const found = await listRecoveries(reads, {
        ...(supplier !== undefined && { supplierId: idFilter('sup', supplier) }),
        ...(lot !== undefined && { lotId: idFilter('lot', lot) }),
        ...(state && { state }),
      });
      const data = found.map(presentRecovery);
      return json(200, wholeList(data));
    }),
    doorRoute(operations.settleRecovery, async (call) => {
      const codeId = call.params.code_id;
      const { state, recovered: text, note = null } = call.body;
      const found = await recoveryOf(reads, codeId);
      const recovered = text === undefined ? null : parseMoney(text, found.currency);
      if (text !== undefined && recovered === null) {
        const detail = `It must be an amount of ${found.currency} with the decimals of that currency.`;
        throw invalid({ pointer: '/recovered', code: 'precision', detail });
      }
      await database.transaction((tx) =>
        settleRecovery(tx, codeId, { state, recovered, note }, byOf(call)),
      );
      return json(200, presentRecovery(await recoveryOf(reads, codeId)));
    }),
  ];
}

async function recoveryOf(db: Db, codeId: string): Promise<Recovery> {
  const [found] = await listRecoveries(db, { codeId });
  if (!found) throw new Refusal('not_found');
  return found;
}

function presentRecovery(each: Recovery): Static<typeof Shown> {
  const money = (minor: number | null) =>
    minor === null ? null : formatMoney(minor, each.currency);
  return {
    object: 'recovery',
    code_id: formatId('cod', each.codeId),
    claim_id: formatId('clm', each.claimId),
    lot_id: formatId('lot', each.lotId),
    // nothing: its lot has no supplier.
    supplier: each.supplier ?? '',
    supplier_id: each.supplierId && formatId('sup', each.supplierId),
    amount: money(each.amount),
    currency: each.currency,
    due_at: each.dueAt.toISOString(),
    state: each.state,
    recovered: money(each.recovered),
    note: each.note,
  };
}
