import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Database } from '../kit/database/index.ts';

/** What is exported as a file: the first part of the action in the audit, such as `price_history.exported`. */
export const exportedNouns = [
  'access_reviews',
  'adjustments',
  'ageing',
  'audit',
  'bank_lines',
  'day_ends',
  'deposits',
  'documents',
  'fingerprints',
  'ledger',
  'lots',
  'orders',
  'partners',
  'price_history',
  'products',
  'sales',
  'settings',
  'statements',
  'stock',
  'transactions',
  'webhook_endpoints',
] as const;
export type ExportedNoun = (typeof exportedNouns)[number];

/** One export: the filters of a list, and the id of the one thing that the file is about, if there is one. */
export interface Export {
  readonly noun: ExportedNoun;
  readonly filters: object;
  readonly subject?: string;
}

/** Records who exported business data of us or our partners as a file. */
export async function recordExport(
  database: Database,
  by: By,
  { noun, filters, subject = by.actor }: Export,
): Promise<void> {
  const act = { action: `${noun}.exported` as const, subject, detail: { filters } };
  await database.transaction((tx) => recordAudit(tx, { ...by, ...act }));
}
