/** Guards: the samples of the PHP SDK's README do what they say: one buys from a real server, one verifies a webhook behind a PHP web server. */
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';
import { BODY, SECRET } from './delivery.ts';
import { runProgram } from './run-program.ts';

const SDK = join(import.meta.dirname, '../../../sdk-php');
/** What Composer would do. */
const AUTOLOAD = `<?php
require 'GuzzleHttp/autoload.php';
spl_autoload_register(static function (string $class): void {
    $file = '${SDK}/src/' . substr($class, strlen('Psnb2b\\\\')) . '.php';
    if (is_file($file)) {
        require $file;
    }
});
`;

let shop: Shop;
let folder: string;
let buying: string;
let receiving: string;
beforeAll(async () => {
  shop = await openShop();
  folder = await mkdtemp(join(tmpdir(), 'psnb2b-php-'));
  const text = await readFile(join(SDK, 'README.md'), 'utf8');
  const blocks = [...text.matchAll(/^```php\n(.*?)^```$/gms)].map(([, block = '']) => block);
  expect(blocks).toHaveLength(2);
  [buying = '', receiving = ''] = blocks;
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

test('it buys, and says how many are left', async () => {
  const { key } = await shop.buyer({ mode: 'test', balance: '10000.00' });
  const run = (sample: string) =>
    runProgram({
      language: 'php',
      text: `${AUTOLOAD}${sample.replace('https://cards.example', shop.url)}
echo isset($order) ? $order['status'] . ' ' . count($codes) : '';`,
      folder,
      env: { PSNB2B_KEY: key },
    });
  expect((await run(buying)).trim()).toBe('delivered 2');
  // The same program again: its own key, so nothing is bought twice.
  expect((await run(buying)).trim()).toBe('delivered 2');
  expect(await shop.rows('SELECT FROM orders.orders')).toHaveLength(1);
  const more = buying.replace("'quantity' => 2", "'quantity' => 104").replaceAll('PO-1042', 'PO-2');
  expect((await run(more)).trim()).toMatch(/^only \d+ in stock$/);
});

test('behind a web server, it accepts a genuine webhook and no other', async () => {
  const router = join(folder, 'router.php');
  await writeFile(router, `${AUTOLOAD}${receiving}echo $event['type'];`);
  const port = await freePort();
  const php = spawn('php', ['-S', `127.0.0.1:${port}`, router], {
    env: { PATH: process.env.PATH, WEBHOOK_SECRET: SECRET },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(php, 'close');
  try {
    await new Promise<void>((resolve) => {
      php.stderr.on('data', (chunk) => String(chunk).includes('started') && resolve());
    });
    const now = String(Math.floor(Date.now() / 1_000));
    const post = async (body: string) => {
      const headers = { 'webhook-id': 'evt_1', 'webhook-timestamp': now, ...signed(now, BODY) };
      const reply = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body });
      return { status: reply.status, text: await reply.text() };
    };
    expect(await post(BODY)).toEqual({ status: 200, text: 'order.status_changed' });
    expect((await post(BODY.replace('42', '43'))).text).not.toContain('order.status_changed');
  } finally {
    php.kill();
    await ended;
  }
});

function signed(seconds: string, body: string) {
  const secret = Buffer.from(SECRET.replace('whsec_', ''), 'base64');
  const mac = createHmac('sha256', secret).update(`evt_1.${seconds}.${body}`).digest('base64');
  return { 'webhook-signature': `v1,${mac}` };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
