import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { partnerNames } from '../../partners/index.ts';

/** The names of the businesses that some rows belong to. */
export function namesOfPartners(
  db: Db,
  rows: readonly { readonly partnerId: string }[],
): Promise<ReadonlyMap<string, string>> {
  return partnerNames(db, [...new Set(rows.map((row) => row.partnerId))]);
}

/** The name of one of them; it is a bug if it was not requested. */
export function nameIn(names: ReadonlyMap<string, string>, partnerId: string): string {
  return required(names.get(partnerId), `partner ${partnerId} has a name`);
}
