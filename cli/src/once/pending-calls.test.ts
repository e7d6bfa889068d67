/**
 * Guards: a call that was begun keeps its idempotency key until its outcome is known, whatever ends the program, and no key is forgotten
 * while the call may have taken effect.
 */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiError, ConnectionError } from '@psnb2b/sdk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { beginCall, effectOf, endCall } from './pending-calls.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY_MS = 86_400_000;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psnb2b-pending-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const begin = (given: object, now = NOW, startOver = false, account = 'a') =>
  beginCall({ folder, account, call: 'createOrder', given }, { now, startOver });
const error = (code: string, retryable: boolean, attempts = 1) =>
  new ApiError(
    { code, retryable, status: 400, title: '', detail: '', type: '', request_id: 'req_1' },
    null,
    { call: 'POST /orders', attempts, idempotencyKey: 'k' },
  );

test('the same call gets its key again until it has ended; another call has another', async () => {
  const first = await begin({ quantity: 1 });
  expect(first.resumed).toBe(false);
  expect(await begin({ quantity: 1 }, NOW + DAY_MS)).toMatchObject({
    resumed: true,
    idempotencyKey: first.idempotencyKey,
    begunAt: first.begunAt,
  });
  const others = [await begin({ quantity: 2 }), await begin({ quantity: 1 }, NOW, false, 'b')];
  for (const other of others) expect(other.idempotencyKey).not.toBe(first.idempotencyKey);
  const over = await begin({ quantity: 1 }, NOW, true);
  expect(over.idempotencyKey).not.toBe(first.idempotencyKey);
  await endCall(over);
  expect((await begin({ quantity: 1 })).resumed).toBe(false);
});

test('the same call begun several times at one moment has one key', async () => {
  const begun = await Promise.all(Array.from({ length: 8 }, () => begin({ quantity: 1 })));
  expect(new Set(begun.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  expect(begun.filter(({ resumed }) => !resumed)).toHaveLength(1);
  expect(readdirSync(join(folder, 'pending'))).toHaveLength(1);
});

test('a call that ended leaves the key of another that started over', async () => {
  const first = await begin({ quantity: 1 });
  const second = await begin({ quantity: 1 }, NOW, true);
  await endCall(first);
  expect(await begin({ quantity: 1 })).toMatchObject({ idempotencyKey: second.idempotencyKey });
});

test('the file is private; a damaged one stops the call', async () => {
  const { path } = await begin({ quantity: 1 });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'pending'))).toHaveLength(1);
  writeFileSync(path, '{"idempotencyKey": ""}');
  await expect(begin({ quantity: 1 })).rejects.toThrow('is damaged');
});

test('a key that the server has forgotten is not used again', async () => {
  await begin({ quantity: 1 });
  await expect(begin({ quantity: 1 }, NOW + 29 * DAY_MS + 1)).rejects.toThrow('has expired');
});

test('a second process waits for the first', async () => {
  const { path } = await begin({ quantity: 1 });
  const stored = { idempotencyKey: 'k', begunAt: new Date(NOW).toISOString(), pid: process.ppid };
  writeFileSync(path, JSON.stringify({ ...stored, runAt: stored.begunAt }));
  await expect(begin({ quantity: 1 }, NOW + 1_000)).rejects.toThrow('is running the same command');
  expect(await begin({ quantity: 1 }, NOW + 200_000)).toMatchObject({ resumed: true });
});

test.each([
  ['refused at the first try', error('out_of_stock', false), false, 'none'],
  ['refused after a lost try', error('out_of_stock', false, 2), false, 'none'],
  ['a revoked key at the first try', error('unauthorized', false), false, 'none'],
  ['a revoked key after a lost try', error('unauthorized', false, 2), false, 'unknown'],
  ['a revoked key in a run that continues another', error('unauthorized', false), true, 'unknown'],
  ['a server that does not know', error('outcome_unknown', true), false, 'unknown'],
  ['a limit before anything was sent', error('rate_limited', true), false, 'none'],
  ['a limit after a lost try', error('rate_limited', true, 3), false, 'unknown'],
  ['anything else that broke', new Error('x'), false, 'unknown'],
] as const)('%s', (_name, thrown, sentBefore, effect) => {
  expect(effectOf(thrown, sentBefore)).toBe(effect);
});

test('no reply leaves the outcome unknown', () => {
  const facts = { call: 'POST /orders', attempts: 1, idempotencyKey: 'k' };
  const lost = new ConnectionError({ reason: 'network', detail: 'cut' }, facts);
  expect(effectOf(lost, false)).toBe('unknown');
});
