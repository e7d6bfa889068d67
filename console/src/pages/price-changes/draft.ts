import type { PlannedPrice, PriceChangePlan } from '@psnb2b/contract';

/** A planned change as it is corrected: lines that were taken out, prices that were typed over, and jumps that were confirmed. */
export interface ChangeDraft {
  readonly plan: PriceChangePlan;
  readonly out: ReadonlySet<string>;
  readonly typed: ReadonlyMap<string, string>;
  readonly jumps: ReadonlySet<string>;
}

export const keyOf = ({ sku, currency }: Pick<PlannedPrice, 'sku' | 'currency'>) =>
  `${sku} ${currency}`;

export function draftOf(plan: PriceChangePlan): ChangeDraft {
  return { plan, out: new Set(), typed: new Map(), jumps: new Set() };
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
    after: draft.typed.get(keyOf(line))?.trim() ?? line.after,
  }));
}

/** The draft with new figures for its lines; what was taken out stays out. */
export function replanned(draft: ChangeDraft, { lines, partners }: PriceChangePlan): ChangeDraft {
  return { ...draft, plan: { ...draft.plan, lines, partners }, typed: new Map(), jumps: new Set() };
}

/** The set with a member, or without it. */
export function toggled(set: ReadonlySet<string>, member: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(member)) next.add(member);
  return next;
}

export interface DraftCounts {
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
    up: count(({ change_bps }) => change_bps === null || change_bps > 0),
    down: count(({ change_bps }) => change_bps !== null && change_bps <= 0),
    two: count(({ needs_two }) => needs_two),
    unknown: count(({ cost_high }) => cost_high === null),
    jumpsLeft: count((line) => line.is_jump && !draft.jumps.has(keyOf(line))),
  };
}
