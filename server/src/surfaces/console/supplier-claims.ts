import * as contract from '@psnb2b/contract';
import type { Db } from '../../kit/database/index.ts';
import { filters, given } from '../../kit/given.ts';
import { json, whole } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { Refusal } from '../../kit/refusal.ts';
import { listRecoveries, type Recovery, settleRecovery } from '../../supplier-claims/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** Supplier claims, for staff. */
export function supplierClaimRoutes({ database }: Parts) {
  const { reads } = database;
  return onConsole({
    listRecoveries: async ({ query }) => {
      const found = await listRecoveries(reads, filters(contract.RecoveryQuery, query));
      return whole(found.map(presentRecovery));
    },
    settleRecovery: async ({ params, body, by }) => {
      const codeId = params.code_id;
      const { currency } = await recoveryOf(reads, codeId);
      const outcome = given(contract.RecoverySettle, body, currency);
      const full = { recovered: null, note: null, ...outcome };
      await database.transaction((tx) => settleRecovery(tx, codeId, full, by));
      return json(200, presentRecovery(await recoveryOf(reads, codeId)));
    },
  });
}

async function recoveryOf(db: Db, codeId: string): Promise<Recovery> {
  const [found] = await listRecoveries(db, { codeId });
  if (!found) throw new Refusal('not_found');
  return found;
}

function presentRecovery(recovery: Recovery) {
  // nothing: its lot has no supplier.
  return present(contract.Recovery, recovery, { supplier: recovery.supplier ?? '' });
}
