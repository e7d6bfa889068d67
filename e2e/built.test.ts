/**
 * Guards what is built and how it is served: how much script the first page waits for, the styles of what is shown, files cached for ever only
 * under names with a hash, compressed at build time, pages under a policy that allows nothing inline, and nothing
 * outside the built folders. Also the command line: one file with the same output as its sources, so that it starts
 * fast.
 */
import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { openShop, type Shop } from '@psnb2b/server/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
/** Of the 1,900 modules in its sources and packages. */
const LOADED_MAX = 8;
const COUNT_LOADED = `
  import { registerHooks } from 'node:module';
  let loaded = 0;
  registerHooks({
    load: (url, context, next) => {
      if (url.startsWith('file:')) loaded += 1;
      return next(url, context);
    },
  });
  process.on('exit', () => console.error(loaded));`;

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(shop.url + path, { headers: { 'accept-encoding': 'identity', ...headers } });

describe('the first load', () => {
  /** The scripts that every page of an app names, and those that the page at a path names besides, if there is one, from the folder of its assets. */
  async function scriptsOf(app: string, path: string): Promise<string[]> {
    const dist = join(ROOT, app, 'dist');
    const html = await readFile(join(dist, 'index.html'), 'utf8');
    const all = [...html.matchAll(/assets\/([\w.-]+\.js)"/g)].map(([, name = '']) => name);
    expect(all).not.toEqual([]);
    const pages = JSON.parse(await readFile(join(dist, 'pages.json'), 'utf8')) as {
      path: string;
      scripts: string[];
    }[];
    const own = pages.find((each) => each.path === path)?.scripts ?? [];
    expect(own.length > 0).toBe(path !== '');
    return [...new Set([...all, ...own.map((each) => each.replace('assets/', ''))])];
  }

  test.each([
    ['portal', '', 180_000],
    ['portal', '/overview', 217_000],
    ['portal', '/sign-in', 268_000],
    ['console', '', 190_000],
    ['console', '/', 235_000],
  ] as const)('%s%s has little script, compressed', async (app, path, bytesMax) => {
    const sizes = (await scriptsOf(app, path)).map(
      async (name) => gzipSync(await readFile(join(ROOT, app, 'dist/assets', name))).length,
    );
    expect((await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(
      bytesMax,
    );
  });

  test.each(['portal', 'console'])('no page of the %s has more than 250 KB', async (app) => {
    const dist = join(ROOT, app, 'dist');
    const pages = JSON.parse(await readFile(join(dist, 'pages.json'), 'utf8')) as {
      path: string;
    }[];
    const sizes = await Promise.all(
      pages.map(async ({ path }) => {
        const names = await scriptsOf(app, path);
        // What is small is sent as it is.
        const files = names.map((name) => {
          const file = join(dist, 'assets', name);
          return stat(`${file}.br`).catch(() => stat(file));
        });
        const bytes = (await Promise.all(files)).reduce((sum, { size }) => sum + size, 0);
        return { path, bytes };
      }),
    );
    expect(sizes.length).toBeGreaterThan(30);
    expect(sizes.filter(({ bytes }) => bytes > 250 * 1024)).toEqual([]);
  });

  test('the overview is drawn without fields, dialogs, menus and hints', async () => {
    const isLater = /^(forms|AccountMenu|NavDrawer|StepUpDialog|LeaveQuestion|Hint|Notices)-/;
    expect((await scriptsOf('portal', '/overview')).filter((each) => isLater.test(each))).toEqual(
      [],
    );
    expect((await scriptsOf('portal', '/buy')).some((each) => isLater.test(each))).toBe(true);
  });

  test.each(['portal', 'console'])('%s starts in parts, the app last', async (app) => {
    const html = await (await get(`/${app}`)).text();
    const [, parts = ''] = /<meta name="app" content="([^"]+)"/.exec(html) ?? [];
    expect(parts.split(' ').map((each) => /\/assets\/(\w+)-/.exec(each)?.[1])).toEqual([
      'core',
      'vendor',
      'index',
    ]);
  });
});

test.each(['portal', 'console'])(
  '%s has the styles of every component that it shows, and of no other',
  async (app) => {
    const assets = join(ROOT, app, 'dist/assets');
    const files = await readdir(assets);
    const textOf = async (ending: string) =>
      (
        await Promise.all(
          files
            .filter((each) => each.endsWith(ending))
            .map((each) => readFile(join(assets, each), 'utf8')),
        )
      ).join('');
    const classesOf = (text: string, pattern: RegExp) =>
      new Set([...text.matchAll(pattern)].map(([, name = '']) => name));
    const [scripts, sheet] = [await textOf('.js'), await textOf('.css')];
    const whole = await readFile(
      createRequire(join(ROOT, 'ui/src')).resolve('@mantine/core/styles.css'),
      'utf8',
    );
    const shown = classesOf(scripts, /["'`](m_[0-9a-f]+)["'`]/g);
    const styled = classesOf(whole, /\.(m_[0-9a-f]+)/g);
    const has = classesOf(sheet, /\.(m_[0-9a-f]+)/g);
    const wanted = [...shown].filter((each) => styled.has(each));
    expect(wanted.length).toBeGreaterThan(100);
    expect(wanted.filter((each) => !has.has(each))).toEqual([]);
    // Components beside those that are shown, in the same file of Mantine's.
    expect([...has].filter((each) => styled.has(each) && !shown.has(each)).length).toBeLessThan(60);
  },
);

describe('a page', () => {
  test.each([
    ['/portal', 200],
    ['/portal/support/tkt_1', 200],
    ['/console', 200],
    ['/console/anything/at/all', 404],
  ])('%s is never cached, and allows nothing inline', async (path, status) => {
    const reply = await get(path);
    const html = await reply.text();
    expect(reply.status).toBe(status);
    expect(reply.headers.get('cache-control')).toBe('no-cache');
    const policy = reply.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('unsafe');
    const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? [];
    expect(html).toContain(`nonce="${nonce}"`);
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*src=)|__CSP_NONCE__/);
  });

  test('has a new nonce each time', async () => {
    const [one, other] = await Promise.all([get('/portal'), get('/portal')]);
    expect(one?.headers.get('content-security-policy')).not.toBe(
      other?.headers.get('content-security-policy'),
    );
  });
});

describe('a page says before its first script', () => {
  const html = async (path: string, cookie = '') => (await get(path, { cookie })).text();
  const session = `psnb2b_portal=${'s'.repeat(43)}`;

  test('which scripts it needs, which are there', async () => {
    const own = (text: string) =>
      [...text.matchAll(/<link rel="modulepreload"[^>]*href="([^"]+)"/g)].map(([, to]) => to ?? '');
    const [buy, orders] = [own(await html('/portal/buy')), own(await html('/portal/orders'))];
    expect(buy.some((each) => each.includes('BuyPage'))).toBe(true);
    expect(orders.some((each) => each.includes('BuyPage'))).toBe(false);
    for (const path of buy) expect([path, (await get(path)).status]).toEqual([path, 200]);
    expect(buy).toEqual([...new Set(buy)]);
  });

  test('what it reads, and its frame, only to a browser with a session', async () => {
    const own = await html('/portal/overview', session);
    expect(own).toContain('content="/portal/api/me /portal/api/recalls?unread=true&amp;limit=100');
    expect(own).toMatch(/<div id="early"[^>]* aria-hidden="true">.*>Overview<.*>Your balance, /);
    // With a query it may show something else.
    expect(await html('/portal/overview?mode=test', session)).toContain('content="/portal/api/me"');
    // What one thing is called is not known yet.
    expect(await html('/portal/orders/ord_1', session)).toContain('"early-title"></div>');
    for (const each of [
      await html('/portal/overview'),
      await html('/portal/overview', 'psnb2b_portal=short'),
      await html('/portal/sign-in', session),
      await html('/portal/nowhere', session),
    ]) {
      expect(each).not.toContain('early-title');
      expect(each).not.toContain('/portal/api/');
    }
  });
});

describe('a file', () => {
  const entry = async () => {
    const html = await (await get('/portal')).text();
    return /\/portal\/assets\/[\w.-]+\.js/.exec(html)?.[0] ?? '';
  };

  test('with a hash is cached for ever, and is sent compressed', async () => {
    const path = await entry();
    const plain = await get(path);
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const text = await plain.text();
    for (const [accepted, encoding] of [
      ['gzip', 'gzip'],
      ['br, gzip', 'br'],
    ] as const) {
      const pressed = await get(path, { 'accept-encoding': accepted });
      expect(pressed.headers.get('content-encoding')).toBe(encoding);
      expect(pressed.headers.get('vary')).toBe('Accept-Encoding');
      expect(await pressed.text()).toBe(text);
    }
    expect(
      gunzipSync(
        await readFile(`${join(ROOT, path.replace('/assets', '/dist/assets'))}.gz`),
      ).toString(),
    ).toBe(text);
  });

  test.each([
    '/portal/assets/gone-abcdefgh.js',
    '/portal/assets/..%2f.stamp',
    '/portal/assets/..%2f..%2fpackage.json',
    '/portal/assets/.stamp',
    '/portal/assets/%2e%2e%2findex.html',
    '/portal/assets/index.html',
    '/console/assets/%00.js',
  ])('%s does not exist', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test.each(['scheme.js', 'early.js'])('without a hash is revalidated: %s', async (name) => {
    const reply = await get(`/portal/${name}`);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('cache-control')).toBe('no-cache');
  });
});

test('an unknown call is refused with a problem document, not with a page', async () => {
  for (const webApp of ['portal', 'console']) {
    const reply = await get(`/${webApp}/api/nothing`);
    expect(reply.status).toBe(404);
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
  }
});

test('the command line is one file, with the same output as its sources', async () => {
  const run = async (main: string, ...flags: string[]) =>
    promisify(execFile)(process.execPath, [...flags, join(ROOT, main), '--help']);
  const counter = `data:text/javascript,${encodeURIComponent(COUNT_LOADED)}`;
  const [bundle, sources] = await Promise.all([
    run('server/bin/psnb2b-server.mjs', '--import', counter),
    run('server/src/main.ts'),
  ]);
  expect(bundle.stdout).toBe(sources.stdout);
  expect(Number(bundle.stderr)).toBeLessThanOrEqual(LOADED_MAX);
});
