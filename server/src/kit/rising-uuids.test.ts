/** Guards: ids that are made together rise, are of their moment, and hardly say how many were made between two of them. */
import { expect, test } from 'vitest';
import { required } from './assert.ts';
import { timeOfUuid } from './ids.ts';
import { risingUuids } from './rising-uuids.ts';

const AT = Date.parse('2026-11-30T07:00:00Z');
const BYTES = 16;
/** More than fit into one millisecond. */
const MANY = 20_000;

function make(count: number): string[] {
  const bytes = Buffer.alloc(count * BYTES, 0xff);
  const write = risingUuids(AT);
  for (let each = 0; each < count; each += 1) write(bytes, each * BYTES);
  const hex = bytes.toString('hex');
  return Array.from({ length: count }, (_, each) => {
    const text = hex.slice(each * 2 * BYTES, (each + 1) * 2 * BYTES);
    return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  });
}

/** The 26 bits that rise, and the time before them. */
function placeOf(uuid: string): number {
  const [high, low] = [uuid.slice(15, 18), uuid.slice(19, 23)];
  const rising = Number.parseInt(high, 16) * 2 ** 14 + (Number.parseInt(low, 16) & 0x3fff);
  return (timeOfUuid(uuid) - AT) * 2 ** 26 + rising;
}

test('each is above the one before, and a version 7 UUID of that moment or just after it', () => {
  const made = make(MANY);
  expect(made.every((each, at) => at === 0 || each > (made[at - 1] ?? ''))).toBe(true);
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(made.filter((each) => !form.test(each))).toEqual([]);
  expect(timeOfUuid(made[0] ?? '')).toBe(AT);
  const last = timeOfUuid(made.at(-1) ?? '');
  expect(last).toBeGreaterThan(AT);
  expect(last).toBeLessThan(AT + 50);
});

test('they begin anywhere, and end in bits that are never the same', () => {
  expect(placeOf(required(make(1)[0], 'one'))).not.toBe(placeOf(required(make(1)[0], 'one')));
  expect(new Set(make(MANY).map((each) => each.slice(24))).size).toBe(MANY);
});

test('one step of many is longer than hundreds of the usual ones, so that a distance is no count', () => {
  const places = make(MANY).map(placeOf);
  const steps = places.slice(1).map((each, at) => each - required(places[at], 'one before'));
  const sorted = steps.toSorted((a, b) => a - b);
  const usual = required(sorted[MANY / 2], 'half are shorter');
  expect(usual).toBeGreaterThan(1_500);
  expect(usual).toBeLessThan(3_000);
  expect(sorted.at(-1)).toBeGreaterThan(300 * usual);
});
