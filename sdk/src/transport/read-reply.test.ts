/** Guards: whatever a server or a proxy sends, it is a value, a refusal or a fault that says what came; and no code is in a fault. */
import { expect, test } from 'vitest';
import { type Outcome, readReply } from './read-reply.ts';

function read(
  status: number,
  type: string | null,
  text: string,
  more: Record<string, string> = {},
) {
  const headers = new Headers({ ...(type === null ? {} : { 'content-type': type }), ...more });
  return readReply({ status, headers, text });
}

function fault(outcome: Outcome) {
  if (outcome.kind !== 'fault') throw new Error(`it is ${outcome.kind}`);
  return { ...outcome.fault, retryable: outcome.retryable };
}

const PROBLEM = {
  code: 'out_of_stock',
  status: 409,
  detail: 'x',
  request_id: 'r',
  retryable: false,
};

test('values and refusals', () => {
  expect(read(200, 'application/json', '{"a":1}')).toMatchObject({ kind: 'done', value: { a: 1 } });
  expect(read(204, null, '')).toMatchObject({ kind: 'done', value: null });
  expect(read(304, null, '')).toMatchObject({ kind: 'done', value: null });
  const refused = read(409, 'application/problem+json', JSON.stringify(PROBLEM), {
    'retry-after': '2',
  });
  expect(refused).toMatchObject({ kind: 'refused', problem: PROBLEM, retryAfterMs: 2_000 });
});

test('a page of a proxy is shown by its words', () => {
  const page = '<html><head><title>Bad\nGateway</title></head><body>nginx</body></html>';
  const found = fault(read(502, 'text/html', page));
  expect(found).toMatchObject({ reason: 'not_json', status: 502, retryable: true });
  expect(found.detail).toContain('“Bad Gateway nginx”');
  expect(fault(read(200, 'text/html; charset=utf-8', page))).toMatchObject({
    reason: 'not_json',
    retryable: true,
  });
  expect(fault(read(403, 'text/html', page)).retryable).toBe(false);
});

test('nothing, half a reply, and JSON that is no problem', () => {
  expect(fault(read(502, null, '')).detail).toContain('no content type, empty');
  expect(fault(read(500, 'application/json', '{}'))).toMatchObject({ retryable: true });
  expect(fault(read(200, 'application/json', 'null'))).toMatchObject({ reason: 'not_json' });
  const half = fault(read(200, 'application/json', '{"code":"ABCD-EFGH'));
  expect(half).toMatchObject({ reason: 'not_json', retryable: true });
  expect(half.detail).not.toContain('ABCD');
  expect(fault(readReply({ status: 200, headers: new Headers(), text: '' }, false))).toBeTruthy();
});

test('a redirect names only where it leads', () => {
  const found = fault(read(302, null, '', { location: 'https://login.example/a?token=secret' }));
  expect(found).toMatchObject({ reason: 'redirect', retryable: false });
  expect(found.detail).toContain('https://login.example,');
  expect(found.detail).not.toContain('secret');
  expect(fault(read(0, null, ''))).toMatchObject({ reason: 'redirect' });
});

test('other forms are texts', () => {
  const headers = new Headers({ 'content-type': 'text/csv' });
  expect(readReply({ status: 200, headers, text: 'a,b' }, true)).toMatchObject({ value: 'a,b' });
});
