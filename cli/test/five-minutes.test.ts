/**
 * Guards: a new user's five minutes: the server is started, its printed test key logs in, the quick start is followed word for word, a
 * webhook is received through `listen`, also one of an order that was placed after the server was killed, and a claim is opened.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import {
  clusterFolder,
  followQuickStart,
  openReceiver,
  type WebhookReceiver,
} from '@psnb2b/server/testkit';
import { expect, test } from 'vitest';
import { Desk } from './run.ts';

const MAIN = fileURLToPath(new URL('../../server/bin/psnb2b-server.mjs', import.meta.url));

/** Starts the server as a person does, and returns what it prints until it listens. */
async function start(dataDir: string, children: ChildProcess[]) {
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', DEMO: 'on', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  child.stderr.resume();
  let printed = '';
  while (!/psnb2b listens on http:\S+\n/.test(printed)) {
    const [text] = await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(() => Promise.reject(new Error(`it ended:\n${printed}`))),
    ]);
    printed += text;
  }
  const port = Number(/listens on http:\/\/[^:]+:(\d+)/.exec(printed)?.[1]);
  // The keys follow in the same notice.
  while (printed.includes('Demo data') && !/test key +\S+\n/.test(printed)) {
    printed += (await once(child.stdout, 'data'))[0];
  }
  child.stdout.resume();
  return { child, port, key: /test key +(\S+)/.exec(printed)?.[1] ?? '' };
}

/** One address for a server that comes back on another port. */
async function openAddress(portNow: () => number) {
  const server = createServer((client) => {
    const upstream = connect(portNow(), '127.0.0.1');
    for (const each of [client, upstream]) {
      each.on('error', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.dispose]: () => server.close(),
  };
}

async function received(receiver: WebhookReceiver, orderId: string): Promise<void> {
  const isIt = ({ body }: { body: string }) =>
    body.includes(orderId) && body.includes('"status":"delivered"');
  for (let seen = 0; !receiver.received.some(isIt); seen = receiver.received.length) {
    await receiver.waitFor(seen + 1, 120_000);
  }
}

test('from the start of the server to a claim', async () => {
  await using folder = await clusterFolder();
  const children: ChildProcess[] = [];
  try {
    let server = await start(folder.dataDir, children);
    expect(server.key).toMatch(/^psnb2b_test_/);
    using address = await openAddress(() => server.port);
    const replies = await followQuickStart(address.url, server.key);
    expect(replies.map(([status]) => status)).toEqual([200, 200, 201, 200, 200]);

    using desk = new Desk();
    const login = await desk.run(['login', '--url', address.url], { input: server.key });
    expect(login, login.err).toMatchObject({ code: 0 });
    await using receiver = await openReceiver();
    const listening = desk.start(['listen', '--forward-to', receiver.url, '--from-beginning']);
    children.push(listening.child);
    await listening.said(/Ctrl-C ends it/);
    await received(receiver, String(replies[2]?.[1].id));

    server.child.kill('SIGKILL');
    await once(server.child, 'exit');
    server = await start(folder.dataDir, children);
    const { value: order } = await desk.run(['order', 'US', '50', '1', '--json']);
    await received(receiver, order.id);

    const { value: codes } = await desk.run(['codes', order.id, '--masked', '--json']);
    const words = ['claim', order.id, codes.data[0].id, '--reason', 'invalid', '--json'];
    const claim = await desk.run([...words, '--description', 'The store says it is not valid.']);
    expect(claim, claim.err).toMatchObject({ code: 0, value: { status: 'open' } });
    listening.child.kill('SIGTERM');
    await listening.ended;
  } finally {
    for (const child of children) child.kill('SIGKILL');
  }
});
