/**
 * Guards: a program on the SDK that verifies its webhooks passes every check of `certify`; a careless one is shown what to change.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { certificationChecks } from '@psnb2b/contract';
import { Psnb2b, verifyWebhook } from '@psnb2b/sdk';
import { openShop, type Shop } from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checks } from '../src/certify/checks.ts';
import { Desk, type Ran } from './run.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
let shop: Shop;
let key: string;
let desk: Desk;
beforeAll(async () => {
  shop = await openShop();
  const { partnerId } = await shop.buyer();
  const scopes = ['read', 'orders', 'codes', 'claims'];
  key = (await shop.key(partnerId, { mode: 'test', scopes })).text;
  desk = new Desk({ PSNB2B_KEY: key, PSNB2B_URL: shop.url });
});
afterAll(async () => {
  desk[Symbol.dispose]();
  await shop[Symbol.asyncDispose]();
});

/** Runs `certify` while a program works on the address that it prints. */
async function certify(args: string[], program: (url: string) => Promise<void>): Promise<Ran> {
  let say: (url: string) => void = () => {};
  const address = new Promise<string>((resolve) => {
    say = resolve;
  });
  const onErr = (text: string) => {
    const url = /call (http:\S+)\/api\/v1 /.exec(text)?.[1];
    if (url) say(url);
  };
  const running = desk.run(['certify', '--json', ...args], { onErr });
  await Promise.race([address.then(program), running]);
  return running;
}

async function openProgram(verifies: boolean) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const { headers } = request;
    const genuine = await verifyWebhook({ body, headers, secrets: SECRET }).then(
      () => true,
      () => false,
    );
    response.writeHead(genuine || !verifies ? 200 : 400).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    [Symbol.dispose]: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('a careful program passes every check, and bought nothing twice', async () => {
  using program = await openProgram(true);
  const before = (await shop.rows('SELECT FROM orders.orders')).length;
  const ran = await certify(
    ['--forward-to', program.url, '--secret', SECRET, '--timeout', '60'],
    async (baseUrl) => {
      const client = new Psnb2b({ apiKey: key, baseUrl });
      const wish = { region: 'US', denomination: 50, quantity: 1, max_unit_price: '50.00' };
      let id = '';
      for (const reference of ['C-1', 'C-2', 'C-3']) {
        ({ id } = await client.orders.createAndWait({ ...wish, reference }));
      }
      await client.orders.create({ ...wish, reference: 'C-4' }).catch((error) => {
        if (error.code !== 'price_changed') throw error;
      });
      const [code] = await client.codes.download(id);
      const codes = [code?.id ?? ''];
      await client.claims.create({ order_id: id, codes, reason: 'invalid', description: 'x' });
    },
  );
  expect(ran.value.data.filter(({ state }: { state: string }) => state !== 'passed')).toEqual([]);
  expect(ran).toMatchObject({ code: 0, value: { passed: true } });
  expect(ran.err).toContain(
    'Reported to the shop. It saw lost-reply, rate-limit, unknown-outcome, claim itself.',
  );
  expect(await shop.rows('SELECT FROM orders.orders')).toHaveLength(before + 3);
});

test('a careless program is shown what to change, and what was not seen', async () => {
  using program = await openProgram(false);
  const ran = await certify(
    ['--forward-to', program.url, '--secret', SECRET, '--timeout', '3'],
    async (baseUrl) => {
      const place = () =>
        fetch(`${baseUrl}/api/v1/orders`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${key}`,
            'content-type': 'application/json',
            'idempotency-key': crypto.randomUUID(),
          },
          body: JSON.stringify({ region: 'US', denomination: 50, quantity: 1 }),
        }).then(
          ({ status }) => status,
          () => null,
        );
      // A new key for each try, and no pause after 429.
      expect([await place(), await place(), await place(), await place()]).toEqual([
        null,
        201,
        429,
        201,
      ]);
    },
  );
  expect(ran.code).toBe(6);
  const states = Object.fromEntries(
    ran.value.data.map(({ check, state }: { check: string; state: string }) => [check, state]),
  );
  expect(states).toMatchObject({
    'lost-reply': 'failed',
    'rate-limit': 'failed',
    'webhook-signature': 'failed',
    'webhook-duplicate': 'passed',
    claim: 'not_seen',
  });
  expect(ran.value.data[0].change).toContain('Idempotency-Key');
  expect(ran.err).toContain('Reported to the shop. Its own records show none of it.');
});

test('the shop knows every check by its name', () => {
  expect(Object.entries(checks).map(([id, { title }]) => [id, title])).toEqual(
    Object.entries(certificationChecks),
  );
});

test('a run that saw nothing, one of some checks and one with --no-report are not reported', async () => {
  const count = async () => (await shop.rows('SELECT FROM partners.certifications')).length;
  const before = await count();
  const claimed = async (baseUrl: string) => {
    const client = new Psnb2b({ apiKey: key, baseUrl });
    const { id } = await client.orders.createAndWait({
      region: 'US',
      denomination: 50,
      quantity: 1,
    });
    const [code] = await client.codes.download(id);
    const codes = [code?.id ?? ''];
    await client.claims.create({ order_id: id, codes, reason: 'invalid', description: 'x' });
  };
  await certify(['--timeout', '1'], async () => {});
  await certify(['--timeout', '30', '--only', 'claim'], claimed);
  await certify(['--timeout', '5', '--no-report'], claimed);
  expect(await count()).toBe(before);
});

test('a live key does not pass, in the profile or in the program', async () => {
  const { partnerId } = await shop.buyer();
  const live = (await shop.key(partnerId)).text;
  const refused = await desk.run(['certify'], { env: { PSNB2B_KEY: live } });
  expect(refused).toMatchObject({ code: 2 });
  await certify(['--timeout', '1', '--only', 'claim'], async (baseUrl) => {
    const client = new Psnb2b({ apiKey: live, baseUrl });
    await expect(client.balance.get()).rejects.toMatchObject({ code: 'test_key_required' });
  });
});
