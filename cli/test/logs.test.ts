/**
 * Guards: `logs` lists the requests of a business in the mode of the key, each problem with its page; `logs tail` shows each new one
 * once, across an outage of the shop, and not its own reading.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { openShop, openTcpProxy, type Shop } from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Interrupted } from '../src/exit.ts';
import { Desk, keeping, waitFor } from './run.ts';

let shop: Shop;
let desk: Desk;
let live: string;
beforeAll(async () => {
  shop = await openShop();
  const { partnerId } = await shop.buyer();
  live = (await shop.key(partnerId)).text;
  const { text } = await shop.key(partnerId, { mode: 'test' });
  desk = new Desk({ PSNB2B_KEY: text, PSNB2B_URL: shop.url });
});
afterAll(async () => {
  desk[Symbol.dispose]();
  await shop[Symbol.asyncDispose]();
});

const unknown = (n: number) => `ord_01m84j5stvek8taznva0d678k${n}`;
/** A call that fails: it is in the log under the id that it names. */
const ask = (n: number) => desk.run(['orders', unknown(n)]);
const logged = async () => {
  await shop.app.requestLog.flush();
};

test('requests are listed by filters, and a problem has its page', async () => {
  await ask(0);
  await desk.run(['balance'], { env: { PSNB2B_KEY: live } });
  await desk.run(['inventory']);
  await logged();
  const page = `${shop.url}/docs/errors/not_found`;
  const { value } = await desk.run(['logs', 'list', '--status', '4xx', '--since', '1h', '--json']);
  expect(value).toMatchObject({
    object: 'list',
    data: [{ status: 404, error_code: 'not_found', about: unknown(0), problem: page }],
  });
  const { out } = await desk.run(['logs']);
  expect(out).toMatch(new RegExp(`404 +GET +/orders/${unknown(0)} .* ${page}$`, 'm'));
  expect(out).toMatch(/200 +GET +\/inventory .* -$/m);
  expect(out).not.toContain('/balance');
  expect((await desk.run(['logs', '--request', value.data[0].id, '--json'])).value.data).toEqual(
    value.data,
  );
  expect((await desk.run(['logs', '--path', '/claims*'])).out).toBe('No requests.\n');
  for (const wrong of [
    ['follow'],
    ['--since', 'yesterday'],
    ['--method', 'BREW'],
    ['--status', '404'],
    ['tail', '--limit', '5'],
  ]) {
    expect(await desk.run(['logs', ...wrong]), wrong.join(' ')).toMatchObject({ code: 2 });
  }
});

test('the samples of the guides do what they say', async () => {
  const samples = ['request-log', 'command-line'].flatMap((guide) => {
    const text = readFileSync(new URL(`../../docs/guides/${guide}.md`, import.meta.url), 'utf8');
    return [...text.matchAll(/^(?:psnb2b logs list .*|curl (?:.*\\\n)*.*)$/gm)].map(
      ([each]) => each,
    );
  });
  expect(samples).toHaveLength(3);
  for (const sample of samples) {
    if (sample.startsWith('curl')) {
      const names = { API: `${shop.url}/api/v1`, KEY: desk.env.PSNB2B_KEY };
      const env = { ...process.env, ...names };
      const { stdout } = await promisify(execFile)('sh', ['-c', `${sample} -sS`], { env });
      expect(JSON.parse(stdout)).toMatchObject({ data: [{ status: 404 }] });
    } else {
      const ran = await desk.run(sample.split(' ').slice(1));
      expect(ran, ran.err).toMatchObject({ code: 0 });
    }
  }
});

test('tail shows each new request once, also what came while the shop was away, until Ctrl-C', async () => {
  let isAway = false;
  let cuts = 0;
  const verdict = () => {
    cuts += Number(isAway);
    return isAway ? ('cut' as const) : ('pass' as const);
  };
  const port = Number(new URL(shop.url).port);
  await using proxy = await openTcpProxy(port, () => ({
    fromClient: verdict,
    fromServer: verdict,
  }));
  const stop = new AbortController();
  const out = keeping();
  let err = '';
  const running = desk.run(['logs', 'tail', '--json', '--since', '1s', '--path', '/orders*'], {
    env: { PSNB2B_URL: `http://127.0.0.1:${proxy.port}` },
    signal: stop.signal,
    out: out.stream,
    onErr: (text) => {
      err += text;
    },
  });
  const lines = () =>
    out
      .text()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { about: string; path: string });
  const shows = (id: string) => lines().some(({ about }) => about === id);
  await ask(1);
  await waitFor(() => shows(unknown(1)));
  isAway = true;
  await ask(2);
  await logged();
  await waitFor(() => cuts > 1);
  isAway = false;
  await ask(3);
  await waitFor(() => shows(unknown(2)) && shows(unknown(3)));
  stop.abort(new Interrupted());
  expect(await running).toMatchObject({ code: 130 });
  expect(err).toContain('Ctrl-C ends it.');
  const abouts = lines().map(({ about }) => about);
  expect(abouts.slice(-3)).toEqual([unknown(1), unknown(2), unknown(3)]);
  expect(new Set(abouts).size).toBe(abouts.length);
});

test('a person sees one line for a request and the page of its problem; a limit says when it is free', async () => {
  const { partnerId } = await shop.buyer();
  const limited = await shop.key(partnerId, { mode: 'test', ordersPerMinute: 1 });
  const env = { PSNB2B_KEY: limited.text };
  const place = (n: number) =>
    shop.call('POST', '/orders', {
      key: limited.text,
      body: { region: 'US', denomination: 50, quantity: 1, reference: `L-${n}` },
    });
  await place(1);
  expect((await place(2)).status).toBe(429);
  const stop = new AbortController();
  const out = keeping();
  const running = desk.run(['logs', 'tail', '--since', '1m'], {
    ...{ env, out: out.stream, signal: stop.signal },
  });
  await waitFor(() => out.text().includes('rate_limited'));
  stop.abort(new Interrupted());
  await running;
  expect(out.text()).toMatch(/Z {2}201 {2}POST {3}\/orders +[\d.]+ ms {2}req_\w+\n/);
  expect(out.text()).toMatch(
    new RegExp(
      `429 .*\\n {4}rate_limited, 1 a minute of orders: free at \\S+Z {2}${shop.url}/docs/errors/rate_limited\\n`,
    ),
  );
  expect(out.text()).not.toContain('/requests');
});
