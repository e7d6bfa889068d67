/** Guards: of what a receiver answers, no secret is kept: few headers, and no query of an address. */
import { expect, test } from 'vitest';
import { keptHeaders } from './reply-headers.ts';

test('headers that say who answered are kept, all others are not', () => {
  const kept = keptHeaders({
    server: 'nginx',
    'retry-after': ['120', '130'],
    'set-cookie': ['session=secret'],
    authorization: 'Bearer secret',
    'x-api-key': 'secret',
  });
  expect(JSON.parse(kept ?? '')).toEqual({ server: 'nginx', 'retry-after': '120' });
  expect(keptHeaders({ 'set-cookie': 'secret' })).toBeNull();
});

test.each([
  ['https://user:word@shop.example/hooks/?token=secret#secret', 'https://shop.example/hooks/'],
  ['/sign-in?next=secret', '/sign-in'],
  ['http://[', ''],
])('of the address %s is kept %s', (location, place) => {
  expect(JSON.parse(keptHeaders({ location }) ?? '')).toEqual({ location: place });
});

test('a value is cut, and is text', () => {
  const { server } = JSON.parse(keptHeaders({ server: `\0${'x'.repeat(300)}` }) ?? '');
  expect(server).toBe(`\ufffd${'x'.repeat(199)}`);
});
