import { byOf, type DoorCall } from '../../identity/index.ts';
import type { Person } from '../../partners/index.ts';

/** The actor of a portal or console call, with the name that others read. */
export function personOfCall(
  call: Pick<DoorCall, 'caller' | 'at' | 'address' | 'requestId'>,
): Person {
  const { caller } = call;
  return { ...byOf(call), side: caller.door === 'portal' ? 'partner' : 'staff', name: caller.name };
}
