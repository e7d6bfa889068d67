import type { PersonOf } from '../../identity/index.ts';
import type { Db } from '../../kit/database/index.ts';
import type { Mode } from '../../kit/tenant-ref.ts';
import { tenantOf } from '../../partners/index.ts';

/** A call about the live or the test things of a business. */
export interface ModeCall {
  readonly caller: PersonOf<'portal'>;
  readonly query: { readonly mode?: Mode };
}

export function tenantOfCall(db: Db, { caller, query: { mode = 'live' } }: ModeCall) {
  return tenantOf(db, caller.partnerId, mode);
}
