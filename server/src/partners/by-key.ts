import type { By } from '../audit/index.ts';
import type { Call } from '../kit/http/index.ts';
import { formatId } from '../kit/ids.ts';
import type { KeyEntry } from './key-entry.ts';

/** The actor of a call of the partner API, for verbs that write to the audit. */
export function byKey({
  caller,
  at,
  address,
  requestId,
}: Pick<Call<KeyEntry>, 'caller' | 'at' | 'address' | 'requestId'>): By {
  return { actor: `key:${formatId('key', caller.keyId)}`, at, address, requestId };
}
