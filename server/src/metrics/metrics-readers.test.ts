/** Guards: without a token no stranger reads the metrics, not even through a proxy on this machine. */
import { expect, test } from 'vitest';
import { Secret } from '../kit/secret.ts';
import { figuresNotice, mayReadFigures } from './metrics-readers.ts';

const own = { publicUrl: null, trustedProxies: [] };

test.each([
  ['a program of this machine', own, '127.0.0.1', {}, true],
  ['the same by IPv6', own, '::1', {}, true],
  ['the same on a dual-stack socket', own, '::ffff:127.0.0.1', {}, true],
  ['another machine', own, '192.0.2.7', {}, false],
  ['another machine by IPv6', own, '2001:db8::7', {}, false],
  ['a proxy that says for whom', own, '127.0.0.1', { 'x-forwarded-for': '192.0.2.7' }, false],
  ['a proxy that says so otherwise', own, '127.0.0.1', { forwarded: 'for=192.0.2.7' }, false],
  ['a proxy that names itself', own, '127.0.0.1', { via: '1.1 edge' }, false],
  [
    'a proxy that says nothing, of a shop with a public address',
    { ...own, publicUrl: 'https://codes.example.com' },
    '127.0.0.1',
    {},
    false,
  ],
  [
    'a program of a developer’s machine with its address set',
    { ...own, publicUrl: 'http://localhost:8080' },
    '127.0.0.1',
    {},
    true,
  ],
  ['anybody where proxies are trusted', { ...own, trustedProxies: ['::1/128'] }, '::1', {}, false],
] as const)('%s', (_who, config, socket, headers, may) => {
  expect(mayReadFigures(config, socket, headers)).toBe(may);
});

test('the log at the start says who may', () => {
  const none = { port: null, token: null };
  expect(figuresNotice({ ...own, metrics: none })).toMatch(/this machine only.*METRICS_TOKEN/);
  const shop = { ...own, publicUrl: 'https://codes.example.com' };
  expect(figuresNotice({ ...shop, metrics: none })).toMatch(/nobody.*METRICS_TOKEN/);
  expect(figuresNotice({ ...shop, metrics: { ...none, token: new Secret('x') } })).toBeNull();
  expect(figuresNotice({ ...shop, metrics: { ...none, port: 9100 } })).toBeNull();
});
