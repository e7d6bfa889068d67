import type { App } from '../src/app.ts';
import { required } from '../src/kit/assert.ts';
import { newUuid } from '../src/kit/ids.ts';
import { parseMoney } from '../src/kit/money.ts';
import type { Mode } from '../src/kit/tenant-ref.ts';
import { accountsOf, post } from '../src/ledger/index.ts';
import { tenantOf } from '../src/partners/index.ts';

/** Money of a partner from before deposits had events: in a test of events its own orders come first. */
export async function openingBalance(
  { clock, database }: Pick<App, 'clock' | 'database'>,
  partnerId: string,
  text: string,
  mode: Mode,
): Promise<void> {
  const { tenantId, currency } = await tenantOf(database.reads, partnerId, mode);
  const amount = required(parseMoney(text, currency), `${text} is an amount`);
  const { deposits: from, available: to } = await accountsOf(database.reads, tenantId);
  const at = clock.now();
  const depositId = newUuid(at.getTime());
  await database.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO funding.deposits (deposit_id, tenant_id, mode, method, reference, reference_key, status, sent_currency,
         amount, amount_by, currency, recorded_by, created_at, changed_at, credited_at, credited_by)
       VALUES ($1, $2, $3, 'other', $4, $4, 'credited', $5, $6, $7, $5, $7, $8, $8, $8, $7)`,
      [depositId, tenantId, mode, depositId, currency, amount, 'operator:test', at],
    );
    await post(tx, at, [{ kind: 'deposit', reference: depositId, from, to, amount }]);
  });
}
