import type { Db } from '../kit/database/index.ts';
import { partnerNames } from '../partners/index.ts';

/** The names of the businesses that some rows belong to. */
export function namesOfPartners(
  db: Db,
  rows: readonly { readonly partnerId: string }[],
): Promise<ReadonlyMap<string, string>> {
  return partnerNames(db, [...new Set(rows.map((row) => row.partnerId))]);
}
