import type { Can } from '@psnb2b/contract';
import { mustBeAble } from '../../kit/refusal.ts';

/** Throws the refusal that a state table names; `detail` is a sentence about what is possible instead. */
export function checkCan(
  can: Can,
  { status }: { readonly status: string },
  detail: string,
  missing: readonly string[] = [],
): void {
  mustBeAble(can, status, { detail, missing });
}
