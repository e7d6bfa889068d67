import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Database } from '../kit/database/index.ts';

/** Records who exported the audit as a file, with the filters and the number of entries. */
export async function recordExport(
  database: Database,
  by: By,
  filters: object,
  entries: number,
): Promise<void> {
  const act = { action: 'audit.exported', subject: by.actor, detail: { filters, entries } };
  await database.transaction((tx) => recordAudit(tx, { ...by, ...act }));
}
