import { type KycItem, type KycItemState, kycItemNames, kycItemsRequired } from '@psnb2b/contract';

/** What a reviewer found of an item. `told`: the partner may read it. */
export interface Mark {
  readonly item: KycItem;
  readonly state: 'accepted' | 'asked';
  readonly note: string | null;
  readonly told: boolean;
  /** Of one that is asked for: given since, and not looked at yet. */
  readonly answered: boolean;
}

export interface ChecklistEntry {
  readonly item: KycItem;
  readonly required: boolean;
  readonly state: KycItemState;
  readonly note: string | null;
}

/**
 * Every item as its reader sees it: what was given, and over that what reviewers found. What they
 * want again but have not asked for yet, and their notes on it, only staff see. What was asked for stays
 * required until a reviewer accepts it, and is asked for again when what answered it is taken back.
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

/** What keeps a case from being submitted: required and never given, or asked for and not given since. */
export function missingItems(entries: readonly ChecklistEntry[]): KycItem[] {
  return entries
    .filter(({ state, required }) => state === 'asked' || (required && state === 'missing'))
    .map(({ item }) => item);
}
