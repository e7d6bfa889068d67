import type { PlannedPrice, PriceChangePlan } from '@psnb2b/contract';

/** A planned change as it is corrected: lines that were taken out, prices that were typed over, and jumps that were confirmed. */
export interface ChangeDraft {
  /** The plan that it began with: figures for another one are not its own. */
  readonly first: PriceChangePlan;
  readonly plan: PriceChangePlan;
  readonly out: ReadonlySet<string>;
  readonly typed: ReadonlyMap<string, string>;
  readonly jumps: ReadonlySet<string>;
}

export const keyOf = ({ sku, currency }: Pick<PlannedPrice, 'sku' | 'currency'>) =>
  `${sku} ${currency}`;

export function draftOf(plan: PriceChangePlan): ChangeDraft {
  return { first: plan, plan, out: new Set(), typed: new Map(), jumps: new Set() };
}

/** The lines that are left in. */
export function linesIn({ plan, out }: ChangeDraft): readonly PlannedPrice[] {
  return plan.lines.filter((line) => !out.has(keyOf(line)));
}

/** What is asked again after corrections. */
export function wantedOf(draft: ChangeDraft) {
  return draft.plan.lines.map((line) => ({
    sku: line.sku,
    currency: line.currency,
    after: shownOf(draft, line),
  }));
}

/** The price that is in the field of a line. */
function shownOf({ typed }: ChangeDraft, line: PlannedPrice): string {
  return typed.get(keyOf(line))?.trim() ?? line.after;
}

/** The draft with a price in the field of a line; the planned one is not a correction. */
export function typedOver(draft: ChangeDraft, line: PlannedPrice, price: string): ChangeDraft {
  const typed = new Map(draft.typed);
  if (price.trim() === line.after) typed.delete(keyOf(line));
  else typed.set(keyOf(line), price);
  return { ...draft, typed };
}

/**
 * The draft with new figures for what was asked. Prices that were typed since stay as they are and are not planned yet; lines that
 * were taken out or in since stay so; a jump stays confirmed while its line is the same.
 */
export function replanned(
  draft: ChangeDraft,
  asked: ChangeDraft,
  { lines, partners }: PriceChangePlan,
): ChangeDraft {
  if (draft.first !== asked.first) return draft;
  const figures = new Map(lines.map((line) => [keyOf(line), line]));
  const was = new Map(asked.plan.lines.map((line) => [keyOf(line), line]));
  const typed = new Map<string, string>();
  const jumps = new Set<string>();
  const next = draft.plan.lines.flatMap((old) => {
    const key = keyOf(old);
    const shown = shownOf(draft, old);
    const isTyped = shown !== shownOf(asked, was.get(key) ?? old);
    const line = figures.get(key) ?? (isTyped ? old : null);
    if (line === null) return [];
    if (isTyped && shown !== line.after) typed.set(key, draft.typed.get(key) ?? shown);
    const isSame = line.before === old.before && line.after === old.after;
    if (isSame && draft.jumps.has(key)) jumps.add(key);
    return [line];
  });
  return { ...draft, plan: { ...draft.plan, lines: next, partners }, typed, jumps };
}

/** The set with a member, or without it. */
export function toggled(set: ReadonlySet<string>, member: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(member)) next.add(member);
  return next;
}

export interface DraftCounts {
  /** Of products that have no price in the currency yet. */
  readonly first: number;
  readonly up: number;
  readonly down: number;
  readonly two: number;
  readonly unknown: number;
  readonly jumpsLeft: number;
}

export function countsOf(draft: ChangeDraft): DraftCounts {
  const lines = linesIn(draft);
  const count = (test: (line: PlannedPrice) => boolean) => lines.filter(test).length;
  return {
    first: count(({ before }) => before === null),
    up: count(
      ({ before, change_bps }) => before !== null && (change_bps === null || change_bps > 0),
    ),
    down: count(({ change_bps }) => change_bps !== null && change_bps <= 0),
    two: count(({ needs_two }) => needs_two),
    unknown: count(({ cost_high }) => cost_high === null),
    jumpsLeft: count((line) => line.jump !== null && !draft.jumps.has(keyOf(line))),
  };
}
