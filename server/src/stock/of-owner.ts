import type { ActOfOne } from '../kit/count-exceeding.ts';

/** A row of an act that counts for one person. */
export type OwnedRow = Omit<ActOfOne, 'owners'> & { readonly owner: string };

export function ofOwner({ owner, ...act }: OwnedRow): ActOfOne {
  return { ...act, owners: [owner] };
}
