/** Guards: the clock runs only while a ticket waits for staff, and shows the sooner of its two deadlines. */
import { expect, test } from 'vitest';
import { isOverdue, promises, resumeClock, startClock, stopClock } from './ticket-clock.ts';

const HOUR = 3_600_000;
const at = (hours: number) => new Date(Date.UTC(2026, 10, 24) + hours * HOUR);

test('a new ticket is due when its topic promises an answer', () => {
  for (const topic of Object.keys(promises) as (keyof typeof promises)[]) {
    expect(startClock(topic, at(0))).toEqual({
      openSince: at(0),
      dueAt: at(promises[topic].answerHours),
      solveLeftMs: promises[topic].solveHours * HOUR,
    });
  }
});

test('answers stop it, messages start it, and time spent waiting for the partner is free', () => {
  const opened = startClock('order', at(0));
  const answered = stopClock(opened, at(6));
  expect(answered).toEqual({ openSince: null, dueAt: null, solveLeftMs: 42 * HOUR });
  expect(stopClock(answered, at(99))).toEqual(answered);
  const back = resumeClock('order', answered, at(100));
  expect(back).toEqual({ openSince: at(100), dueAt: at(108), solveLeftMs: 42 * HOUR });
  expect(resumeClock('order', back, at(101))).toEqual(back);
});

test('near its end the deadline to solve is the sooner one, and the rest is never negative', () => {
  const late = stopClock(startClock('order', at(0)), at(45));
  expect(resumeClock('order', late, at(50)).dueAt).toEqual(at(53));
  const over = stopClock(startClock('order', at(0)), at(500));
  expect(over.solveLeftMs).toBe(0);
  expect(resumeClock('order', over, at(501)).dueAt).toEqual(at(501));
});

test('a ticket is overdue from the moment after its deadline, and never while it waits for its partner', () => {
  const opened = startClock('key_rotation', at(0));
  expect([isOverdue(opened, at(4)), isOverdue(opened, at(4.01))]).toEqual([false, true]);
  expect(isOverdue(stopClock(opened, at(9)), at(10))).toBe(false);
});
