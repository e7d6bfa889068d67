import { consolePages } from '@psnb2b/contract';
import { tellStaff } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { type QuotaName, quotas, setQuota } from '../quotas/index.ts';

/** Sets what a day may hold (null: the default again) and tells the admins, in one commit. */
export async function changeQuota(
  tx: Tx,
  name: QuotaName,
  perDay: number | null,
  by: { readonly actor: string; readonly at: Date },
): Promise<void> {
  await setQuota(tx, name, perDay, by);
  const text = `A day may hold ${perDay ?? quotas[name].perDay} ${quotas[name].what} for each ${quotas[name].of}.`;
  await tellStaff(tx, { kind: 'quota.set', text, path: consolePages.quotas, at: by.at }, ['admin']);
}
