/**
 * Guards: no partner can make us send a request to a host that it could not reach itself. Addresses that are not
 * public, in whatever notation or behind whatever name, are refused when an endpoint is registered and again at each
 * delivery; no redirect is followed, and no certificate is accepted unverified.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { dnsResolver, type EgressOptions } from '../../src/kit/egress/index.ts';
import { parseId } from '../../src/kit/ids.ts';
import { Deliverer } from '../../src/webhooks/index.ts';
import {
  answer,
  openNameServer,
  openReceiver,
  openShop,
  type Shop,
  type WebhookReceiver,
} from '../../testkit/index.ts';
import { MALFORMED_URLS, NAMES, PRIVATE_HOSTS, PUBLIC } from './bad-urls.ts';
import { deliveriesOf, register, webhookBuyer } from './rig.ts';

let shop: Shop;
let key: string;
let egress: EgressOptions;
let id: string;
let stack: AsyncDisposableStack;
beforeAll(async () => {
  stack = new AsyncDisposableStack();
  let asked = 0;
  const names = stack.use(
    await openNameServer({
      ...NAMES,
      // The name resolves to a public address at registration, once per family, and to this machine ever after.
      'rebinding.example': () => {
        asked += 1;
        return [asked <= 2 ? PUBLIC : '127.0.0.1'];
      },
    }),
  );
  egress = { allowPrivate: false, resolve: dnsResolver([names.address]) };
  shop = stack.use(await openShop({ egress, clock: drivenClock() }));
  ({ key } = await webhookBuyer(shop));
  ({ id } = await register(shop, key, 'https://public.example/'));
});
afterAll(() => stack.disposeAsync());

describe('registered', () => {
  const long = (length: number) => `https://public.example/${'x'.repeat(length - 23)}`;
  test.each([
    ['a name', 'https://public.example/hook?a=b'],
    ['port 443', 'https://public.example:443/'],
    ['port 8443', 'https://public.example:8443/'],
    ['a literal that is public', `https://${PUBLIC}/`],
    ['a name in Unicode', 'https://bücher.example/'],
    ['2,000 characters', long(2_000)],
    ['2,048 characters', long(2_048)],
  ])('%s', async (_name, url) => {
    const made = await shop.call('POST', '/webhook_endpoints', { key, body: { url } });
    expect(made).toMatchObject({ status: 201, body: { url: new URL(url).href } });
    await shop.call('DELETE', `/webhook_endpoints/${made.body.id}`, { key });
  });

  test.each(PRIVATE_HOSTS)('not %s', async (host) => {
    const refused = { status: 422, body: { errors: [{ pointer: '/url', code: 'address' }] } };
    const body = { url: `https://${host}/` };
    expect(await shop.call('POST', '/webhook_endpoints', { key, body })).toMatchObject(refused);
    const path = `/webhook_endpoints/${id}`;
    expect(await shop.call('PATCH', path, { key, body })).toMatchObject(refused);
  });

  test.each([...MALFORMED_URLS, long(2_049)])('not %j', async (url) => {
    const made = await shop.call('POST', '/webhook_endpoints', { key, body: { url } });
    expect(made).toMatchObject({ status: 422, body: { errors: [{ pointer: '/url' }] } });
  });
});

/** Changes the URL past registration: an endpoint may be older than a change of its name or of a setting. */
async function lead(url: string): Promise<void> {
  const endpointId = parseId('whe', id);
  await shop.rows('UPDATE webhooks.endpoints SET url = $2 WHERE endpoint_id = $1', [
    endpointId,
    url,
  ]);
  await shop.rows('SELECT webhooks.changed($1, true)', [endpointId]);
}

/** Makes one delivery; returns the outcome of its one attempt. */
async function deliver(url: string, by: EgressOptions = egress) {
  await lead(url);
  await shop.call('POST', `/webhook_endpoints/${id}/test`, { key });
  await using worker = new Deliverer({ ...shop.app, egress: by });
  await worker.drain();
  const [delivery] = await deliveriesOf(shop, key, id, '?limit=1');
  expect(delivery?.attempts).toHaveLength(1);
  return delivery?.attempts[0];
}

describe('delivered', () => {
  let receiver: WebhookReceiver;
  let port: string;
  beforeAll(async () => {
    receiver = stack.use(await openReceiver());
    ({ port } = new URL(receiver.url));
  });

  test.each([
    ...['127.0.0.1', '127.1', '0x7f.1', '2130706433', '①②⑦.⓪.⓪.①', '[::ffff:127.0.0.1]', '0'],
    ...['loopback.example', 'mixed.example', 'six.example'],
  ])('not to %s, on any port', async (host) => {
    for (const url of [`https://${host}/`, `https://${host}:${port}/`, `http://${host}:${port}/`]) {
      const attempt = await deliver(new URL(url).href);
      expect(attempt).toMatchObject({ status: null, error: 'address', reply: null });
    }
    expect(receiver.connections).toBe(0);
  });

  test('not to the address that the name has now', async () => {
    const body = { url: 'https://rebinding.example/' };
    const made = await shop.call('POST', '/webhook_endpoints', { key, body });
    expect(made.status).toBe(201);
    expect(await deliver(body.url)).toMatchObject({ error: 'address' });
  });

  test('not to the target of a redirect', async () => {
    await using target = await openReceiver();
    const development = { ...egress, allowPrivate: true };
    for (const location of [target.url, 'http://169.254.169.254/latest/meta-data/']) {
      for (const status of [301, 302, 303, 307, 308]) {
        receiver.behaviour = answer(status, { location });
        const attempt = await deliver(receiver.url.replace('localhost', '127.0.0.1'), development);
        expect(attempt).toMatchObject({ status, error: 'redirect' });
      }
    }
    expect(target.connections).toBe(0);
  });

  test('to a path of 2,048 characters in all, completely', async () => {
    receiver.behaviour = answer(200);
    const base = `http://127.0.0.1:${port}/`;
    const url = base + 'y'.repeat(2_048 - base.length);
    const development = { ...egress, allowPrivate: true };
    expect(await deliver(url, development)).toMatchObject({ status: 200, error: null });
    expect(receiver.received.at(-1)?.path).toBe(new URL(url).pathname);
  });
});

describe('a certificate', () => {
  let receiver: WebhookReceiver;
  let cert: string;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'psnb2b-tls-'));
    const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const made = [
      '-keyout',
      keyFile,
      '-out',
      certFile,
      '-days',
      '2',
      '-subj',
      '/CN=loopback.example',
    ];
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const name = ['-addext', 'subjectAltName=DNS:loopback.example'];
    execFileSync('openssl', ['req', '-x509', ...kind, ...made, ...name], { stdio: 'ignore' });
    cert = readFileSync(certFile, 'utf8');
    receiver = stack.use(await openReceiver({ key: readFileSync(keyFile, 'utf8'), cert }));
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['that an authority signed for this name', 'loopback.example', true, null],
    ['that nobody signed', 'loopback.example', false, 'tls'],
    ['of another name', '127.0.0.1', true, 'tls'],
  ] as const)('%s', async (_name, host, isTrusted, error) => {
    receiver.received.length = 0;
    const { port } = new URL(receiver.url);
    const options = { ...egress, allowPrivate: true, ...(isTrusted && { ca: cert }) };
    expect(await deliver(`https://${host}:${port}/`, options)).toMatchObject({ error });
    expect(receiver.received).toHaveLength(error === null ? 1 : 0);
  });
});
