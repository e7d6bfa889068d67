/** Guards: an alert fires once while its line is crossed, reminds once after 24 hours, and is armed again only when the thing is well back. */
import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../kit/time.ts';
import { isWellAbove, nextStep, type Standing, type Step } from './next-step.ts';

const T0 = new Date('2026-11-24T00:00:00Z');
const after = (ms: number) => new Date(T0.getTime() + ms);
const fired: Standing = { armed: false, firedAt: T0, remindedAt: null };
const armed: Standing = { armed: true, firedAt: T0, remindedAt: null };
const low = { isTrue: true, isBack: false };
const between = { isTrue: false, isBack: false };
const well = { isTrue: false, isBack: true };

test.each<[string, Standing | null, Parameters<typeof nextStep>[1], boolean, number, Step]>([
  ['crossed for the first time', null, low, false, 0, 'fire'],
  ['crossed while muted', null, low, true, 0, 'stay'],
  ['still crossed', fired, low, false, HOUR_MS, 'stay'],
  ['still crossed after a day', fired, low, false, DAY_MS, 'remind'],
  ['still crossed after a day, muted', fired, low, true, DAY_MS, 'stay'],
  ['reminded already', { ...fired, remindedAt: after(DAY_MS) }, low, false, 9 * DAY_MS, 'stay'],
  ['back, but not well', fired, between, false, DAY_MS, 'stay'],
  ['well back', fired, well, false, 1, 'arm'],
  ['well back while muted', fired, well, true, 1, 'arm'],
  ['a deposit came, and it is still crossed', fired, { ...low, isBack: true }, false, 1, 'arm'],
  ['crossed again', armed, low, false, 1, 'fire'],
  ['crossed again within its rest', armed, { ...low, restMs: HOUR_MS }, false, 1, 'stay'],
  ['an event that was never seen back', null, { ...low, isOnce: true }, false, 0, 'stay'],
  ['an event that was seen back', armed, { ...low, isOnce: true }, false, 1, 'fire'],
  ['an event a day ago', fired, { ...low, isOnce: true }, false, DAY_MS, 'stay'],
])('%s', (_name, standing, situation, isMuted, ms, step) => {
  expect(nextStep(standing, situation, isMuted, after(ms))).toBe(step);
});

test('well above is a tenth above, and one at least', () => {
  expect([549, 550].map((value) => isWellAbove(value, 500))).toEqual([false, true]);
  expect([3, 4].map((value) => isWellAbove(value, 3))).toEqual([false, true]);
  expect([0, 1].map((value) => isWellAbove(value, 0))).toEqual([false, true]);
});
