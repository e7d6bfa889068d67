/** Guards: a message to the owner of an endpoint says what staff see, and nothing that is not so. */
import type { StaffWebhookEndpoint } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { letterOf } from './letter-of.ts';

const WORKING = {
  ...{ id: 'whe_01', mode: 'live', host: 'shop.example', state: 'working', waiting: 0 },
  ...{ failing_since: null, disabled_from: null, cannot_heal: false, silent: false },
  last_attempt: null,
} as unknown as StaffWebhookEndpoint;

test('a failure is described with its answer, its end and what waits', () => {
  const letter = letterOf({
    ...WORKING,
    ...{ state: 'failing', waiting: 340, cannot_heal: true },
    ...{ failing_since: '2026-11-29T09:12:31Z', disabled_from: '2026-12-02T09:12:31Z' },
    last_attempt: {
      ...{ id: 'whd_01', at: '2026-11-29T09:12:31Z', status: 404, error: 'status' },
      ...{ duration_ms: 4, reply: null, reply_headers: null },
    },
  });
  expect(letter).toContain('failed since 2026-11-29 09:12 UTC: your server answered 404');
  expect(letter).toContain('cannot cure');
  expect(letter).toContain('disable it at 2026-12-02 09:12 UTC');
  expect(letter).toContain('340 events wait.');
});

test('an endpoint that works is only named', () => {
  expect(letterOf(WORKING).split('\n\n')[1]).toBe(
    'this is about your live webhook endpoint at shop.example (whe_01).',
  );
});

test('an endpoint that is silent or disabled is described as that', () => {
  expect(letterOf({ ...WORKING, silent: true })).toContain('seven days');
  expect(letterOf({ ...WORKING, state: 'disabled' })).toContain('is disabled');
});
