import { type KycItem, type KycItemState, kycItemNames, kycItemsRequired } from '@psnb2b/contract';

/** A reviewer's finding about an item. `told`: the partner may read it. */
export interface Mark {
  readonly item: KycItem;
  readonly state: 'accepted' | 'asked';
  readonly note: string | null;
  readonly told: boolean;
  /** For a requested item: provided since, and not reviewed yet. */
  readonly answered: boolean;
}

export interface ChecklistEntry {
  readonly item: KycItem;
  readonly required: boolean;
  readonly state: KycItemState;
  readonly note: string | null;
}

/**
 * Every item as its reader sees it: what the partner provided, overlaid with the reviewers' findings. Requests that were not sent
 * yet, and the reviewers' notes on them, are visible to staff only. A requested item stays required until a reviewer accepts it,
 * and is requested again when its answer is removed.
 */
export function checklist(
  given: ReadonlySet<KycItem>,
  marks: readonly Mark[],
  reader: 'partner' | 'staff',
): ChecklistEntry[] {
  const seen = marks.filter((mark) => reader === 'staff' || mark.told);
  const byItem = new Map(seen.map((mark) => [mark.item, mark]));
  return kycItemNames.map((item) => {
    const mark = byItem.get(item);
    const asked = marks.some((each) => each.item === item && each.state === 'asked' && each.told);
    return {
      item,
      required: kycItemsRequired.includes(item) || asked,
      state: stateOf(mark, given.has(item)),
      note: (!mark?.answered && mark?.note) || null,
    };
  });
}

function stateOf(mark: Mark | undefined, given: boolean): KycItemState {
  const stands = mark && !(mark.answered && given);
  return stands ? mark.state : given ? 'given' : 'missing';
}

/** What prevents submission: items that are required but missing, or requested and not provided since. */
export function missingItems(entries: readonly ChecklistEntry[]): KycItem[] {
  return entries
    .filter(({ state, required }) => state === 'asked' || (required && state === 'missing'))
    .map(({ item }) => item);
}
