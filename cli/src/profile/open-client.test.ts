/** Guards: a wait for the shop is explained, and a setting that is refused has the name that the person knows. */
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { openClient, waitNote } from './open-client.ts';

const URL = 'https://cards.example';
const KEY = `psnb2b_test_${'0'.repeat(49)}`;
const call = 'GET /balance';

test('it says why it waits, and nothing of waits that nobody notices', () => {
  const lost = { call, failure: 'network', status: null };
  expect(waitNote({ ...lost, retryInMs: 2_100 }, URL)).toBe(
    `${URL} does not answer GET /balance (network). Trying again in 3 s; Ctrl-C ends it.`,
  );
  const limited = { call, failure: 'rate_limited', status: 429, retryInMs: 12_000 };
  expect(waitNote(limited, URL)).toContain('answered with 429 (rate_limited)');
  expect(waitNote({ ...lost, retryInMs: 400 }, URL)).toBeNull();
  expect(waitNote({ ...lost, retryInMs: null }, URL)).toBeNull();
});

test.each([
  ['environment', KEY, 'http://cards.example', /^PSNB2B_URL .* PSNB2B_ALLOW_HTTP=true/],
  ['environment', 'hello', URL, /^PSNB2B_KEY is not a key/],
  ['login', KEY, 'cards.example', /^--url is the address /],
  ['login', KEY, 'http://cards.example', /login --allow-http/],
] as const)('from %s, %s for %s', (from, key, url, words) => {
  const terminal = { err: new Writable(), isTty: { in: false, out: false, err: false } };
  const open = () => openClient({ url, key, allowHttp: false, from }, terminal);
  expect(open).toThrow(words);
  expect(open).not.toThrow(/apiKey|baseUrl|allowHttp/);
});
