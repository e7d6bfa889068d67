/**
 * Guards: what the service publishes about itself. Health and readiness, the API document exactly as the contract has
 * it, its rendering without a foreign host, and a page for every error code.
 */
import { buildOpenapi, errorCodes, isErrorCode, problemType } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

test('it is alive and ready', async () => {
  const health = await fetch(`${shop.url}/healthz`);
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
  // On a busy machine one check of the database may take too long to count as ready.
  await vi.waitFor(
    async () => {
      const ready = await fetch(`${shop.url}/readyz`);
      expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
    },
    { timeout: 60_000 },
  );
});

test('however many callers ask for readiness, the database is checked once a second', async () => {
  const commits = async () => {
    const [row] = await shop.rows<{ n: number }>('SELECT commits AS n FROM kit.commit_probe');
    return row?.n ?? 0;
  };
  const [began, before] = [performance.now(), await commits()];
  for (let asked = 0; asked < 60; asked += 1) await (await fetch(`${shop.url}/readyz`)).text();
  const seconds = (performance.now() - began) / 1_000;
  expect((await commits()) - before).toBeLessThanOrEqual(1 + seconds);
});

test('it is not ready while a migration is missing, but still alive', async () => {
  await using own = await openShop();
  await own.owner.transaction((tx) =>
    tx.query('DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations)'),
  );
  const ready = await fetch(`${own.url}/readyz`);
  expect(ready.status).toBe(503);
  expect((await fetch(`${own.url}/healthz`)).status).toBe(200);
});

test('the API document is the contract, and needs no key', async () => {
  const { body, headers } = await shop.call('GET', '/openapi.json');
  const described = buildOpenapi({ serverUrl: shop.url });
  expect(body).toEqual(JSON.parse(JSON.stringify(described)));
  expect(headers.get('content-type')).toMatch(/^application\/json/);
});

test('the reference is rendered from our own server alone', async () => {
  const page = await fetch(`${shop.url}/docs/reference`);
  const html = await page.text();
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain(
    "default-src 'none'; script-src 'self'",
  );
  // Where the page is found is a name, not something that is loaded.
  const loaded = html.replace(/<link rel="canonical"[^>]*>/, '');
  expect(loaded).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  const scripts = [...html.matchAll(/src="([^"]+)"/g)].map(([, path]) => path);
  expect(scripts.length).toBeGreaterThan(0);
  for (const path of scripts) {
    const script = await fetch(`${shop.url}${path}`);
    expect([path, script.status]).toEqual([path, 200]);
    expect(script.headers.get('content-type')).toMatch(/^text\/javascript/);
    await script.arrayBuffer();
  }
});

test('the address in every error leads to its page', async () => {
  const { key } = await shop.buyer();
  const { body } = await shop.call('GET', '/orders/ord_x', { key });
  expect(body.type).toBe(`${shop.url}/docs/errors/not_found`);
  for (const code of errorCodes) {
    const page = await fetch(problemType(shop.url, code));
    expect([code, page.status]).toEqual([code, 200]);
    expect(await page.text()).toContain(code);
  }
  expect(isErrorCode('constructor')).toBe(false);
  for (const code of ['constructor', '__proto__', 'nope', '..%2f..%2fpackage.json']) {
    expect((await fetch(`${shop.url}/docs/errors/${code}`)).status).toBe(404);
  }
});

test('without a token only programs of this machine can read the metrics, which name no endpoint', async () => {
  await using own = await openShop({ env: { TRUSTED_PROXIES: '' } });
  const read = (url: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/metrics`, { headers }).then(async (reply) => ({
      status: reply.status,
      text: await reply.text(),
    }));
  own.app.metrics.webhooks.observe('delivered', 12);
  const { status, text } = await read(own.url);
  expect(status).toBe(200);
  expect(text).toContain('psnb2b_webhook_attempts_total{outcome="delivered"} 1');
  expect(text).not.toMatch(/endpoint=|whe_/);
  expect((await read(own.url, { 'x-forwarded-for': '192.0.2.7' })).status).toBe(404);
  // Behind trusted proxies the server cannot distinguish a stranger from this machine.
  expect((await read(shop.url)).status).toBe(404);
});

test('with a token set, only a caller with the token can read the metrics', async () => {
  await using guarded = await openShop({ env: { METRICS_TOKEN: 'figures-for-the-monitor' } });
  const read = (authorization?: string) =>
    fetch(`${guarded.url}/metrics`, { headers: authorization ? { authorization } : {} });
  for (const wrong of [undefined, 'Bearer wrong', 'figures-for-the-monitor']) {
    const refused = await read(wrong);
    expect([wrong, refused.status]).toEqual([wrong, 404]);
    await refused.text();
  }
  const { key } = await guarded.buyer();
  await guarded.call('GET', '/balance', { key });
  const answer = await read('Bearer figures-for-the-monitor');
  expect(answer.status).toBe(200);
  const text = await answer.text();
  expect(text).toMatch(
    /psnb2b_http_request_seconds_count\{operation="getBalance",status="200"\} 1/,
  );
  expect(text).not.toContain(key.slice(12));
});
