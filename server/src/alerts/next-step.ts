import { DAY_MS } from '../kit/time.ts';

/** Where an alert stands with one thing that it looks at. */
export interface Standing {
  readonly armed: boolean;
  readonly firedAt: Date | null;
  readonly remindedAt: Date | null;
}

/** How the thing is now. */
export interface Situation {
  /** Over its line. */
  readonly isTrue: boolean;
  /** Well back behind it. */
  readonly isBack: boolean;
  /** How long it stays quiet after it fired, however often its line is crossed. */
  readonly restMs?: number;
  /** It reports an event, so it must have been seen back before it fires, and it does not remind. */
  readonly isOnce?: boolean;
}

export type Step = 'fire' | 'remind' | 'arm' | 'stay';

const REMIND_MS = DAY_MS;

/**
 * What to do about a thing: an alert fires once, reminds once after 24 hours if it is still true, and is armed again when the thing is well
 * back. Without a standing it is armed, unless it reports an event. While it is muted nothing is sent; what is still true
 * afterwards is sent then.
 */
export function nextStep(
  standing: Standing | null,
  { isTrue, isBack, restMs = 0, isOnce = false }: Situation,
  isMuted: boolean,
  at: Date,
): Step {
  const { armed, firedAt, remindedAt } = standing ?? {
    ...{ armed: !isOnce, firedAt: null, remindedAt: null },
  };
  if (!armed && isBack) return 'arm';
  if (!isTrue || isMuted) return 'stay';
  const since = firedAt === null ? null : at.getTime() - firedAt.getTime();
  if (armed) return since === null || since >= restMs ? 'fire' : 'stay';
  const isDue = !isOnce && remindedAt === null && since !== null && since >= REMIND_MS;
  return isDue ? 'remind' : 'stay';
}

/** Whether a value is back over a line: by a tenth, and by 1 at least. */
export function isWellAbove(value: number, line: number): boolean {
  return value >= line + Math.max(1, Math.ceil(line / 10));
}
