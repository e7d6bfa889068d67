import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Database } from '../kit/database/index.ts';

/** Records who exported a list of all partners as a file, with its filters and, if that is known, the number of its entries. */
export async function recordExport(
  database: Database,
  by: By,
  list: 'audit' | 'orders',
  detail: { readonly filters: object; readonly entries?: number },
): Promise<void> {
  const act = { action: `${list}.exported`, subject: by.actor, detail: { ...detail } };
  await database.transaction((tx) => recordAudit(tx, { ...by, ...act }));
}
