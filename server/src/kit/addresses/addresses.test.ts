/** Guards: nobody can choose the address under which they are counted. */
import { describe, expect, test } from 'vitest';
import { formatCidr, inCidrList, parseCidr, parseCidrList } from './cidr-list.ts';
import { clientAddressReader } from './client-address.ts';
import { networksOf, widestNetwork } from './networks-of.ts';
import { parseAddress } from './parse-address.ts';

describe('client address', () => {
  const behindProxies = clientAddressReader(
    parseCidrList(['10.0.0.0/8', '::1', '2001:db8:1::/48']),
  );

  test.each([
    ['203.0.113.9', undefined, '203.0.113.9'],
    ['::ffff:203.0.113.9', undefined, '203.0.113.9'],
    ['203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['10.0.0.1', undefined, '10.0.0.1'],
    ['10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['::ffff:10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', '1.1.1.1, 198.51.100.1, 10.9.9.9', '198.51.100.1'],
    ['10.0.0.1', '1.1.1.1,198.51.100.1,::ffff:10.9.9.9', '198.51.100.1'],
    ['10.0.0.1', '10.2.2.2, 10.3.3.3', '10.2.2.2'],
    ['::1', '2001:db8:2::5, 2001:db8:1::9', '2001:db8:2::5'],
    ['10.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
    ['10.0.0.1', '[2001:db8:2::5]:4711', '2001:db8:2::5'],
    ['10.0.0.1', 'unknown', '10.0.0.1'],
    ['10.0.0.1', '198.51.100.1, 0x0a.1', '10.0.0.1'],
    ['10.0.0.1', '', '10.0.0.1'],
  ])('socket %s, forwarded for %s: %s', (socket, forwarded, client) => {
    expect(behindProxies(socket, forwarded)).toBe(client);
  });

  test('trusts nobody without trusted proxies', () => {
    const plain = clientAddressReader([]);
    expect(plain('127.0.0.1', '198.51.100.1')).toBe('127.0.0.1');
    expect(plain('::ffff:127.0.0.1', '198.51.100.1')).toBe('127.0.0.1');
  });

  test('reads only the last hops of an endless list', () => {
    const flood = `${'1.1.1.1,'.repeat(5_000)} 198.51.100.1`;
    expect(behindProxies('10.0.0.1', flood)).toBe('198.51.100.1');
  });
});

test.each([
  ['203.0.113.9', ['203.0.113.9']],
  ['::ffff:203.0.113.9', ['203.0.113.9']],
  ['not an address', ['not an address']],
  ['2001:db8:1:2345:3:4:5:6', ['2001:db8:1:2345::/64', '2001:db8:1:2300::/56', '2001:db8:1::/48']],
  ['::1', ['::/64', '::/56', '::/48']],
])('%s is counted as %s', (address, networks) => {
  expect(networksOf(address).map(({ name }) => name)).toEqual(networks);
  expect(widestNetwork(address)).toBe(networks.at(-1));
});

test('a wider network may use more than a narrower one', () => {
  const allowances = networksOf('2001:db8::1').map(({ allowance }) => allowance);
  expect(allowances).toEqual([...new Set(allowances)].sort((a, b) => a - b));
});

describe('networks', () => {
  test.each([
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['203.0.113.9', '203.0.113.9/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8::1/32', '2001:db8::/32'],
    ['2001:db8::1', '2001:db8::1/128'],
    ['::ffff:10.1.2.3/104', '10.0.0.0/8'],
  ])('%s is stored as %s', (text, stored) => {
    const network = parseCidr(text);
    expect(network && formatCidr(network)).toBe(stored);
  });

  test.each([
    ['', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/08', '10.0.0.0/8/8', '10.0.0/8', '012.0.0.0/8'],
    ['::/129', '::ffff:10.0.0.0/95', 'example.com', '10.0.0.0/', '0x0a000000/8', '1.2.3.4/1e1'],
  ])('refuses what is not a network', (...texts) => {
    for (const text of texts) expect(parseCidr(text), text).toBeNull();
  });

  test.each([
    ['10.255.0.1', true],
    ['::ffff:10.255.0.1', true],
    ['11.0.0.1', false],
    ['2001:db8::9', true],
    ['2001:db9::9', false],
    ['a00::1', false],
  ])('%s inside: %s', (text, inside) => {
    const address = parseAddress(text);
    expect(address && inCidrList(parseCidrList(['10.0.0.0/8', '2001:db8::/32']), address)).toBe(
      inside,
    );
  });
});
