import type { Can } from '@psnb2b/contract';
import { Refusal } from '../../kit/refusal.ts';

/** Throws the refusal that a state table names; `detail` is a sentence on what is possible instead. */
export function checkCan(can: Can, detail: string, members: Record<string, unknown> = {}): void {
  if (!can.can) throw new Refusal(can.reason, members, { detail });
}
