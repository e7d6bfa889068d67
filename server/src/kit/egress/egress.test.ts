/**
 * Guards: connections to hosts that strangers name reach public addresses only. Every address of a name is checked, the
 * checked address is connected to by number, and the address that answered is checked again.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dialNow, type Socket } from 'node:net';
import type { buildConnector } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type NameServer, openNameServer } from '../../../testkit/index.ts';
import { dnsResolver, guardedConnector, isPublicAddress } from './index.ts';

describe('an address is public', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '93.184.215.14',
    '2606:4700:4700::1111',
    '2a00:1450::1',
    '168.63.129.15',
    '168.63.129.17',
    '161.27.0.1',
    '166.7.255.255',
    '166.12.0.1',
  ])('%s', (address) => expect(isPublicAddress(address)).toBe(true));
});

describe('an address is not public', () => {
  test.each([
    ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254'],
    ...['172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1', '192.168.0.1', '198.18.0.1'],
    ...['198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8'],
    ...['64:ff9b::7f00:1', '64:ff9b::8.8.8.8', '64:ff9b:1::1', '100::1', '2001::1', '2001:db8::1'],
    ...['2002:7f00:1::', '2002:808:808::', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fec0::1'],
    ...['ff02::1', '3fff::1', '5f00::1', '', 'localhost', '127.1', '0x7f.1', '2130706433', '0'],
    // Metadata and other insides of clouds: Azure, AWS, Alibaba, Oracle, Google, IBM.
    ...['168.63.129.16', '169.254.170.2', '100.100.100.200', '192.0.0.192', 'fd20:ce::254'],
    ...['161.26.0.7', '166.8.0.1', '166.11.255.254', '::ffff:168.63.129.16', '64:ff9b::a83f:8110'],
    // IANA's special-purpose registries, one of each that is not above.
    ...[
      '192.31.196.1',
      '192.52.193.1',
      '192.88.99.1',
      '192.88.99.2',
      '192.175.48.1',
      '192.0.0.170',
    ],
    ...['2001:1::1', '2001:2::1', '2001:3::1', '2001:4:112::1', '2001:10::1', '2001:20::1'],
    ...['2001:30::1', '2620:4f:8000::1', '100:0:0:1::1'],
    ...['0177.0.0.1', '127.0.0.1 ', '8.8.8.8:53', '[::1]', 'fe80::1%lo', '1.2.3.4.5'],
  ])('%s', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('a guarded connection', () => {
  const lookups: string[] = [];
  let names: NameServer;
  let sockets: Socket[];
  let port: number;
  let close: () => void;
  beforeAll(async () => {
    const flip = ['8.8.8.8', '127.0.0.1'];
    names = await openNameServer({
      'flip.example': () => {
        const now = flip[lookups.length] ?? '127.0.0.1';
        lookups.push(now);
        return [now];
      },
      'public.example': ['93.184.215.14'],
      'mixed.example': ['93.184.215.14', '10.0.0.1'],
      'six.example': ['::1'],
      'mapped.example': ['::ffff:10.0.0.1'],
      'empty.example': [],
    });
    sockets = [];
    const server = createServer((socket) => sockets.push(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
    close = () => server.close();
  });
  afterAll(async () => {
    close();
    await names[Symbol.asyncDispose]();
  });

  type Dialled = Parameters<buildConnector.connector>[0];

  /** Connects through a network that leads to this machine, whatever address is used. */
  async function connect(
    target: Partial<Dialled>,
  ): Promise<{ dialled: Dialled[]; error: unknown }> {
    const dialled: Dialled[] = [];
    const options = { allowPrivate: false, resolve: dnsResolver([names.address]) };
    const connector = guardedConnector(options, (to, callback) => {
      dialled.push(to);
      const socket = dialNow(port, '127.0.0.1', () => callback(null, socket));
    });
    const error = await new Promise((resolve) => {
      const all = { protocol: 'https:', port: '', hostname: '', ...target } as Dialled;
      connector(all, (failure, socket) => {
        socket?.destroy();
        resolve(failure);
      });
    });
    return { dialled, error };
  }

  test('uses the checked address by number, and the name for TLS only', async () => {
    const { dialled } = await connect({ hostname: 'public.example' });
    expect(dialled).toMatchObject([{ hostname: '93.184.215.14', servername: 'public.example' }]);
  });

  test('is cut if the network leads to another address', async () => {
    const before = sockets.length;
    const { error } = await connect({ hostname: 'public.example' });
    expect(error).toMatchObject({ name: 'EgressError', reason: 'address' });
    await expect.poll(() => sockets.length).toBe(before + 1);
    await expect.poll(() => sockets.at(-1)?.destroyed || sockets.at(-1)?.readableEnded).toBe(true);
    expect(sockets.at(-1)?.bytesRead).toBe(0);
  });

  test('asks the name server once: a later answer does not count', async () => {
    lookups.length = 0;
    const { dialled } = await connect({ hostname: 'flip.example' });
    expect(dialled.map(({ hostname }) => hostname)).toEqual(['8.8.8.8']);
    // One query per family.
    expect(lookups).toHaveLength(2);
    const again = await connect({ hostname: 'flip.example' });
    expect(again).toMatchObject({ dialled: [], error: { reason: 'address' } });
  });

  test.each([
    ['one bad address among good ones', { hostname: 'mixed.example' }, 'address'],
    ['loopback by IPv6 alone', { hostname: 'six.example' }, 'address'],
    ['IPv4 in IPv6', { hostname: 'mapped.example' }, 'address'],
    ['a name without addresses', { hostname: 'empty.example' }, 'dns'],
    ['a name that is not', { hostname: 'nowhere.example' }, 'dns'],
    ['a literal', { hostname: '127.0.0.1' }, 'address'],
    ['a literal in brackets', { hostname: '[::1]' }, 'address'],
    ['plain http', { hostname: 'public.example', protocol: 'http:' }, 'address'],
    ['another port', { hostname: 'public.example', port: '22' }, 'address'],
  ])('is not opened: %s', async (_name, target, reason) => {
    expect(await connect(target)).toMatchObject({ dialled: [], error: { reason } });
  });
});
