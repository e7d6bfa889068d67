/**
 * Guards: every event of the contract in every state can be triggered from the command line, and the test clock ends what waits; a live
 * key can do neither.
 */
import { eventTypeNames, sampleStatesOf } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openTestDesk, type TestDesk } from './run.ts';

let opened: TestDesk;
let desk: Desk;
let live: string;
beforeAll(async () => {
  opened = await openTestDesk();
  ({ desk, live } = opened);
});
afterAll(() => opened[Symbol.asyncDispose]());

const every = eventTypeNames.flatMap((type) =>
  sampleStatesOf(type).map((state) => [type, state] as const),
);

test.each(every)('%s %s can be triggered', async (type, state) => {
  const ran = await desk.run(['trigger', type, state, '--json']);
  expect(ran, ran.err).toMatchObject({ code: 0, value: { type, mode: 'test' } });
});

test('all of them are listed, and triggered with one command', async () => {
  const listed = await desk.run(['trigger', '--list']);
  for (const [type, state] of every) {
    expect(listed.out).toMatch(new RegExp(`^${type.replaceAll('.', '\\.')} .*\\b${state}\\b`, 'm'));
  }
  const all = await desk.run(['trigger', '--all', '--json']);
  expect(all.value.data).toHaveLength(every.length);
  expect(
    (await desk.run(['trigger', 'claim.status_changed', '--all'])).out.split('\n'),
  ).toHaveLength(sampleStatesOf('claim.status_changed').length + 1);
  expect(await desk.run(['trigger', 'order.sold', '--all'])).toMatchObject({ code: 2 });
  expect(await desk.run(['trigger', 'order.sold'])).toMatchObject({ code: 4 });
});

test('the clock ends a hold, once for each command', async () => {
  const { value: held } = await desk.run(['hold', 'US', '50', '1', '--seconds', '600', '--json']);
  const advanced = await desk.run(['clock', 'advance', '15m', '--json']);
  expect(advanced, advanced.err).toMatchObject({ code: 0, value: { advanced_seconds: 900 } });
  const { value } = await desk.run(['orders', held.id, '--json']);
  expect(value).toMatchObject({ status: 'failed', failure: { code: 'hold_expired' } });
  expect((await desk.run(['clock'])).out).toMatch(/^advanced +15m$/m);
  expect((await desk.run(['clock', 'advance', '1m30s', '--json'])).value.advanced_seconds).toBe(
    990,
  );
  for (const wrong of [['back', '1d'], ['advance'], ['advance', '0s'], ['advance', '1w']]) {
    expect(await desk.run(['clock', ...wrong])).toMatchObject({ code: 2 });
  }
});

test('a live key can do neither', async () => {
  for (const args of [
    ['trigger', 'balance.low'],
    ['clock', 'advance', '1d'],
  ]) {
    const ran = await desk.run(args, { env: { PSNB2B_KEY: live } });
    expect(ran).toMatchObject({ code: 3, out: '' });
    expect(ran.err).toContain('test_key_required');
  }
});
