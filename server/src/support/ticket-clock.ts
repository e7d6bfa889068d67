import type { TicketTopic } from '@psnb2b/contract';
import { HOUR_MS } from '../kit/time.ts';

/** Promised times, in hours of waiting for staff: until an answer, and until a solution. */
export const promises: Readonly<Record<TicketTopic, { answerHours: number; solveHours: number }>> =
  {
    api_access: { answerHours: 24, solveHours: 72 },
    webhook_registration: { answerHours: 24, solveHours: 48 },
    key_rotation: { answerHours: 4, solveHours: 24 },
    order: { answerHours: 8, solveHours: 48 },
    claim: { answerHours: 8, solveHours: 72 },
    billing: { answerHours: 24, solveHours: 72 },
    other: { answerHours: 24, solveHours: 120 },
  };

/** The state of a ticket's clock. */
export interface TicketClock {
  /** Since when it waits for staff; null if it does not. */
  readonly openSince: Date | null;
  /** When staff must have answered or solved it, whichever is sooner. */
  readonly dueAt: Date | null;
  readonly solveLeftMs: number;
}

/** The clock of a new or reopened ticket. */
export function startClock(topic: TicketTopic, at: Date): TicketClock {
  return runClock(topic, promises[topic].solveHours * HOUR_MS, at);
}

/** The partner wrote: the time to answer starts again, the time to solve continues. */
export function resumeClock(topic: TicketTopic, clock: TicketClock, at: Date): TicketClock {
  return clock.openSince ? clock : runClock(topic, clock.solveLeftMs, at);
}

/** Staff answered or closed it: the clock is paused, because time spent waiting for a partner does not count. */
export function stopClock(clock: TicketClock, at: Date): TicketClock {
  if (!clock.openSince) return clock;
  const spentMs = at.getTime() - clock.openSince.getTime();
  const solveLeftMs = Math.max(0, clock.solveLeftMs - Math.max(0, spentMs));
  return { openSince: null, dueAt: null, solveLeftMs };
}

export function isOverdue(clock: TicketClock, at: Date): boolean {
  return clock.dueAt !== null && clock.dueAt < at;
}

function runClock(topic: TicketTopic, solveLeftMs: number, at: Date): TicketClock {
  const waitMs = Math.min(promises[topic].answerHours * HOUR_MS, solveLeftMs);
  return { openSince: at, dueAt: new Date(at.getTime() + waitMs), solveLeftMs };
}
