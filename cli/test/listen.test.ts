/**
 * Guards: `listen` forwards every event at least once, in order and signed with both schemes, across restarts of itself and of the
 * program that it forwards to, and while the shop is away.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { verifyWebhook } from '@psnb2b/sdk';
import {
  answer,
  hostile,
  openReceiver,
  openShop,
  openTcpProxy,
  type Shop,
  type WebhookReceiver,
} from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Interrupted } from '../src/exit.ts';
import { Desk, type Ran, waitFor } from './run.ts';

let shop: Shop;
let key: string;
let desk: Desk;
let receiver: WebhookReceiver;
beforeAll(async () => {
  shop = await openShop();
  const { partnerId } = await shop.buyer();
  key = (await shop.key(partnerId, { mode: 'test' })).text;
  desk = new Desk({ PSNB2B_KEY: key, PSNB2B_URL: shop.url });
  receiver = await openReceiver();
});
afterAll(async () => {
  await receiver[Symbol.asyncDispose]();
  desk[Symbol.dispose]();
  await shop[Symbol.asyncDispose]();
});

const buy = async () => (await desk.run(['order', 'US', '50', '1', '--json'])).value.id as string;
/** The events that were accepted, by their sequence, in the order in which they first came. */
const accepted = new Map<number, WebhookReceiver['received'][number]['event']>();
const accepting = () => {
  receiver.behaviour = (_request, response) => {
    const event = receiver.received.at(-1)?.event;
    if (event && !accepted.has(event.sequence)) accepted.set(event.sequence, event);
    response.writeHead(204).end();
  };
};
/** Whether the last event of an order was accepted. */
const isDone = (id: string) =>
  [...accepted.values()].some(({ data }) => {
    const order = data.order as { id: string; status: string };
    return order.id === id && order.status === 'delivered';
  });

/** Runs `listen` until `until` resolves. */
async function listening(
  until: () => Promise<void>,
  env: Record<string, string> = {},
  ...more: string[]
): Promise<Ran> {
  const stop = new AbortController();
  let begun: () => void = () => {};
  const ready = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const args = [
    'listen',
    '--forward-to',
    receiver.url,
    '--events',
    'order.status_changed',
    ...more,
  ];
  const onErr = (text: string) => text.includes('Ctrl-C') && begun();
  const running = desk.run(args, { env, signal: stop.signal, onErr });
  await Promise.race([ready, running]);
  await until();
  stop.abort(new Interrupted());
  return running;
}

test('events arrive signed with both schemes, and the secret stays the same', async () => {
  accepting();
  const bought: string[] = [];
  // The first run begins with the next event: the position is stored before it says that it follows.
  await listening(async () => {
    await waitFor(() =>
      readdirSync(join(desk.home, '.local/state/psnb2b/listen')).some((name) =>
        name.endsWith('.cursor'),
      ),
    );
    bought.push(await buy());
    await waitFor(() => bought.every(isDone));
  });
  const folder = join(desk.home, '.local/state/psnb2b/listen');
  for (const name of readdirSync(folder))
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  const ran = await listening(async () => {
    bought.push(await buy());
    await waitFor(() => bought.every(isDone));
  });
  const secret = /whsec_\S+/.exec(ran.err)?.[0] ?? '';
  expect(ran.code).toBe(130);
  for (const { body, headers } of receiver.received) {
    const event = await verifyWebhook({ body, headers, secrets: secret });
    expect(await verifyWebhook({ body, headers, secrets: secret, scheme: 'simple' })).toEqual(
      event,
    );
    expect(headers['x-psnb2b-event']).toBe(event.type);
  }
});

test('what happens between two runs, and while the program is away or answers 500, is not lost', async () => {
  const bought = [await buy(), await buy()];
  receiver.behaviour = hostile.reset;
  const before = receiver.received.length;
  await listening(() => waitFor(() => receiver.received.length > before));
  receiver.behaviour = answer(500);
  const ran = await listening(() => waitFor(() => receiver.received.length > before + 2));
  expect(ran.err).toContain('500');
  expect(bought.some(isDone)).toBe(false);
  accepting();
  await listening(() => waitFor(() => bought.every(isDone)));
  const sequences = [...accepted.keys()];
  expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
});

test('what happens while the shop cannot be reached is not lost', async () => {
  let isAway = false;
  const verdict = () => (isAway ? ('cut' as const) : ('pass' as const));
  const port = Number(new URL(shop.url).port);
  await using proxy = await openTcpProxy(port, () => ({
    fromClient: verdict,
    fromServer: verdict,
  }));
  const env = { PSNB2B_URL: `http://127.0.0.1:${proxy.port}` };
  // The position belongs to the address of the shop.
  await listening(() => waitFor(() => true), env, '--from-beginning');
  const bought = [await buy()];
  await listening(async () => {
    isAway = true;
    bought.push(await buy(), await buy());
    isAway = false;
    await waitFor(() => bought.every(isDone));
  }, env);
  const all = await desk.run(['events', '--json']);
  const events = all.value.data as { sequence: number }[];
  expect(events.length).toBeGreaterThan(12);
  expect(new Set(accepted.keys())).toEqual(new Set(events.map(({ sequence }) => sequence)));
  expect(await shop.verify()).toEqual([]);
});

test('an event is given up after the attempts that were asked for', async () => {
  receiver.behaviour = answer(400);
  const bought = await buy();
  const ofIt = () => receiver.received.filter(({ body }) => body.includes(bought));
  const ran = await listening(
    () => waitFor(() => ofIt().length >= 3),
    {},
    ...['--attempts', '2', '--print-json'],
  );
  // Two attempts of the first event, and one of the next.
  expect(ran.out).toContain(bought);
  expect(
    ofIt()
      .slice(0, 3)
      .map(({ event }) => event.id)[0],
  ).toBe(ofIt()[1]?.event.id);
  expect(ran.err).toContain('given up after 2 attempts');
  accepting();
  const next = await buy();
  await listening(() => waitFor(() => isDone(next)));
});

test('two keys in one profile share neither the position nor the secret', async () => {
  using other = new Desk({});
  const { partnerId } = await shop.buyer();
  const secrets: string[] = [];
  for (let n = 0; n < 2; n += 1) {
    const { text } = await shop.key(partnerId, { mode: 'test' });
    const login = await other.run(['login', '--url', shop.url], { input: text });
    expect(login, login.err).toMatchObject({ code: 0 });
    const folder = join(other.home, '.local/state/psnb2b/listen');
    const stop = new AbortController();
    const running = other.run(['listen'], { signal: stop.signal });
    const cursors = () => readdirSync(folder).filter((name) => name.endsWith('.cursor'));
    await waitFor(() => existsSync(folder) && cursors().length === n + 1);
    stop.abort(new Interrupted());
    secrets.push(/whsec_\S+/.exec((await running).err)?.[0] ?? '');
  }
  expect(new Set(secrets).size).toBe(2);
});

test('a live key needs --live; an address must be http', async () => {
  const { partnerId } = await shop.buyer();
  const live = (await shop.key(partnerId)).text;
  const ran = await desk.run(['listen'], { env: { PSNB2B_KEY: live } });
  expect(ran).toMatchObject({ code: 2 });
  expect(ran.err).toContain('--live');
  expect((await desk.run(['listen', '--forward-to', 'file:///etc/passwd'])).code).toBe(2);
});
