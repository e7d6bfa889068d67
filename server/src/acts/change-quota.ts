import { notify } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { type QuotaName, quotas, setQuota } from '../quotas/index.ts';

/** Sets a daily quota (null: its default) and notifies the admins, in one commit. */
export async function changeQuota(
  tx: Tx,
  name: QuotaName,
  perDay: number | null,
  by: By,
): Promise<void> {
  await setQuota(tx, name, perDay, by);
  const { what, of, perDay: usual } = quotas[name];
  await notify(tx, 'quota.set', 'staff', { perDay: perDay ?? usual, what, of, at: by.at });
}
