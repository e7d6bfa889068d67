/** Guards: a signing key that the shop has withdrawn is no longer trusted, also by a program that never ends. */
import { afterEach, expect, test, vi } from 'vitest';
import { publishedKeys } from './published-keys.ts';

afterEach(() => {
  vi.useRealTimers();
});

const signedBy = (kid: string) => `${btoa(JSON.stringify({ kid }))}.x.y`;

test('withdrawn keys are forgotten within ten minutes, and no key is trusted that cannot be read again', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  let published: string[] | null = ['old'];
  let reads = 0;
  const fetch = async () => {
    reads += 1;
    if (published === null) throw new Error('away');
    return Response.json({ keys: published.map((kid) => ({ kid })) });
  };
  const keys = publishedKeys({ origin: 'https://cards.example', fetch, timeoutMs: 1_000 });
  const kids = async (kid: string) =>
    (await keys.forSignature(signedBy(kid))).map((key) => key.kid);
  expect(await Promise.all([kids('old'), kids('old')])).toEqual([['old'], ['old']]);
  expect(reads).toBe(1);
  published = ['new'];
  vi.advanceTimersByTime(9 * 60_000);
  expect(await kids('old')).toEqual(['old']);
  vi.advanceTimersByTime(60_000);
  expect(await kids('old')).toEqual(['new']);
  published = null;
  vi.advanceTimersByTime(10 * 60_000);
  await expect(kids('new')).rejects.toMatchObject({ name: 'ConnectionError' });
});
