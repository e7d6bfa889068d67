import type { Recovery as Shown } from '@psnb2b/contract';
import type { Static } from 'typebox';
import { amountOf } from '../../kit/amount-of.ts';
import type { Db } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { idFilter } from '../../kit/id-of.ts';
import { formatId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import { wholeReply } from '../../kit/pages.ts';
import { Refusal } from '../../kit/refusal.ts';
import { listRecoveries, type Recovery, settleRecovery } from '../../supplier-claims/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** Supplier claims, for staff. */
export function supplierClaimRoutes({ database }: Parts) {
  const { reads } = database;
  return onConsole({
    listRecoveries: async ({ query: { state, supplier_id: supplier, lot_id: lot } }) => {
      const lotId = idFilter('lot', lot);
      const supplierId = idFilter('sup', supplier);
      const found = await listRecoveries(reads, { state, lotId, supplierId });
      return wholeReply(found.map(presentRecovery));
    },
    settleRecovery: async ({ params, body, by }) => {
      const codeId = params.code_id;
      const { state, note = null } = body;
      const { currency } = await recoveryOf(reads, codeId);
      const recovered = amountOf('recovered', body.recovered ?? null, currency);
      await database.transaction((tx) =>
        settleRecovery(tx, codeId, { state, recovered, note }, by),
      );
      return json(200, presentRecovery(await recoveryOf(reads, codeId)));
    },
  });
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
