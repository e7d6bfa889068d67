/**
 * Guards: every document for partners' engineers is served as a readable page: with a title, from this server alone,
 * under a policy that allows nothing inline, and with links that work. An unknown address is reported to a person in
 * HTML, to a program in JSON.
 */
import { readdir } from 'node:fs/promises';
import { get, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { errorCodes, eventTypeNames, operations } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const files = await readdir(join(import.meta.dirname, '../../../docs/guides'));
const guides = files.map((name) => `/docs/${name.replace(/\.md$/, '')}`);
const PAGES = [
  ...['/', '/policy', '/terms', '/privacy', '/imprint'],
  '/docs',
  '/docs/reference',
  '/docs/changelog',
  '/docs/events',
  ...eventTypeNames.map((type) => `/docs/events/${type}`),
  ...Object.keys(operations).map((id) => `/docs/reference/${id}`),
  ...guides,
  ...errorCodes.map((code) => `/docs/errors/${code}`),
];

async function open(path: string, accept = BROWSER) {
  const reply = await fetch(shop.url + path, { headers: { accept } });
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
}

/** Returns the body as it was transferred: `fetch` would decompress it. */
async function getPacked(path: string, headers: Record<string, string>) {
  type Packed = { status: number | undefined; headers: IncomingHttpHeaders; bytes: Buffer };
  return new Promise<Packed>((resolve, reject) => {
    const request = get(shop.url + path, { headers, agent: false }, async (reply) => {
      const bytes = Buffer.concat(await reply.toArray());
      resolve({ status: reply.statusCode, headers: reply.headers, bytes });
    });
    request.on('error', reject);
  });
}

/** Returns every address that a page names, in links and in what it loads. */
function addresses(html: string): string[] {
  return [...html.matchAll(/\b(?:href|src)="([^"]+)"/g)].map(([, address = '']) => address);
}

describe('a page', () => {
  test('exists for every guide and every error code, with a title of its own', async () => {
    const titles = new Map<string, string>();
    for (const path of PAGES) {
      const { status, headers, text } = await open(path);
      expect([path, status]).toEqual([path, 200]);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      const title = /<title>(.+) · psnb2b<\/title>/.exec(text)?.[1] ?? '';
      expect([path, title]).not.toEqual([path, '']);
      expect([title, titles.get(title) ?? path]).toEqual([title, path]);
      titles.set(title, path);
    }
    expect(guides.length).toBeGreaterThan(8);
  });

  test('has no broken link, and loads nothing from elsewhere', async () => {
    const texts = new Map<string, string>();
    for (const path of PAGES) texts.set(path, (await open(path)).text);
    const links = [...texts].flatMap(([path, html]) =>
      addresses(html).map((address) => ({ path, address })),
    );
    const foreign = links.filter(
      ({ address }) => !/^[/#]/.test(address) && !address.startsWith(`${shop.url}/`),
    );
    // Links to a protocol, and to two libraries that open sealed codes, at their repositories.
    expect([...new Set(foreign.map(({ address }) => new URL(address).host))].sort()).toEqual([
      'modelcontextprotocol.io',
      'pypi.org',
      'www.npmjs.com',
    ]);
    const loaded = [...texts.values()].flatMap((html) =>
      [
        ...html.matchAll(
          /<(?:script|link rel="(?!canonical|alternate)|img)[^>]*(?:src|href)="([^"]+)"/g,
        ),
      ].map(([, at]) => at),
    );
    expect(loaded.filter((address) => !address?.startsWith('/docs/assets/'))).toEqual([]);
    const wanted = new Set(links.map(({ address }) => address).filter((at) => /^\//.test(at)));
    for (const address of wanted) {
      const [path = '', anchor] = address.split('#');
      const { status, text } = await open(path);
      expect([address, status]).toEqual([address, 200]);
      if (anchor) expect(text, address).toContain(`id="${anchor}"`);
    }
    expect(wanted.size).toBeGreaterThan(errorCodes.length);
  });

  test('shows this server’s address where the text has a sample, and keeps tables and code complete', async () => {
    const { text } = await open('/docs/quick-start');
    expect(text).toContain(shop.url);
    expect(text).not.toMatch(/127\.0\.0\.1:8080|psnb2b\.example/);
    expect((await open('/docs/errors')).text).toContain('<table>');
    expect(text).toMatch(/<pre[^>]*><code>[^<]*curl/);
  });

  test('allows nothing inline and nothing of other sites', async () => {
    for (const path of ['/', '/terms', '/docs', '/docs/errors/not_found', '/nothing']) {
      const { headers, text } = await open(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(text).not.toMatch(/<script>|<style| style="| on\w+="/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('is at its own address as Markdown, and known to search engines by the other', async () => {
    for (const path of PAGES.filter((each) => each.startsWith('/docs'))) {
      const { status, headers, text } = await open(`${path}.md`);
      expect([path, status]).toEqual([path, 200]);
      expect(headers.get('content-type')).toBe('text/markdown; charset=utf-8');
      expect(headers.get('link')).toBe(`<${shop.url}${path}>; rel="canonical"`);
      expect(text).toMatch(/^# /);
      expect((await open(path)).text).toContain(`type="text/markdown" href="${path}.md"`);
    }
  });

  test('is listed for assistants, which find all of the text in one file', async () => {
    const list = await open('/llms.txt');
    expect(list.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const named = [...list.text.matchAll(/\]\(([^)]+)\)/g)].map(([, url = '']) => url);
    expect(named).toHaveLength(new Set(named).size);
    const all = (await open('/llms-full.txt')).text;
    for (const url of named) {
      const { status, text } = await open(url.slice(shop.url.length));
      expect([url, status]).toEqual([url, 200]);
      expect(all).toContain(text.trim());
    }
    expect(named.length).toBeGreaterThan(errorCodes.length + guides.length);
  });

  test('is in the index of the search, with every heading that the index names', async () => {
    const { headers, text } = await open('/docs/search.json', '*/*');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    const index = JSON.parse(text) as string[][];
    const found = new Set(index.map(([path]) => path));
    expect([...found]).toEqual(
      expect.arrayContaining([...guides, '/docs/errors/out_of_stock', '/docs/changelog']),
    );
    for (const path of found) {
      const html = (await open(path ?? '')).text;
      for (const [, , , anchor] of index.filter(([each]) => each === path)) {
        if (anchor) expect(html, `${path}#${anchor}`).toContain(`id="${anchor}"`);
      }
    }
  });

  test('is returned as Markdown on request', async () => {
    const { headers, text } = await open('/docs/errors/out_of_stock', 'text/markdown');
    expect(headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(headers.get('vary')).toBe('Accept, Accept-Encoding');
    expect(text).toMatch(/^# out_of_stock\n/);
    const refused = await open('/docs/errors/out_of_stock', 'text/markdown;q=0, text/html');
    expect(refused.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });
});

describe('an asset', () => {
  test('can be cached for ever, and is sent in an accepted encoding', async () => {
    const html = (await open('/docs')).text + (await open('/docs/reference')).text;
    // Fonts have a compression of their own.
    const paths = new Set(
      addresses(html).filter((path) => /^\/docs\/assets\/.*(?<!\.woff2)$/.test(path)),
    );
    for (const path of paths) {
      const plain = await getPacked(path, { 'accept-encoding': 'identity' });
      expect([path, plain.status]).toEqual([path, 200]);
      expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(plain.headers['content-encoding']).toBeUndefined();
      const codings = [
        ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
        ['gzip, br;q=0', 'gzip', gunzipSync],
      ] as const;
      for (const [accepted, coding, unpack] of codings) {
        const packed = await getPacked(path, { 'accept-encoding': accepted });
        expect(packed.headers).toMatchObject({
          'content-encoding': coding,
          vary: 'Accept-Encoding',
        });
        expect(packed.bytes.length).toBeLessThan(plain.bytes.length);
        expect(unpack(packed.bytes).equals(plain.bytes)).toBe(true);
      }
      const none = await getPacked(path, { 'accept-encoding': 'br;q=0, gzip;q=0' });
      expect(none.headers['content-encoding']).toBeUndefined();
    }
    expect(paths.size).toBe(5);
  });

  test('of a page of the documentation is small: all scripts together are a few KB', async () => {
    const html = (await open('/docs/reference/createOrder')).text;
    const scripts = [...html.matchAll(/<script src="([^"]+)"/g)].map(([, path = '']) => path);
    const sizes = await Promise.all(
      scripts.map(
        async (path) => (await getPacked(path, { 'accept-encoding': 'br' })).bytes.length,
      ),
    );
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(8 * 1024);
  });

  test('named in a style sheet is a font that is served', async () => {
    const style = addresses((await open('/docs')).text).find((path) => path.endsWith('.css'));
    const css = (await open(style ?? '')).text;
    const fonts = [...css.matchAll(/url\("([^"]+)"\)/g)].map(([, path = '']) => path);
    expect(fonts).toHaveLength(2);
    for (const path of fonts) {
      const { status, headers } = await open(path);
      expect([path, status, headers.get('content-type')]).toEqual([path, 200, 'font/woff2']);
    }
  });

  test('that a process has not prepared yet is prepared on request', async () => {
    const html = (await open('/docs/reference')).text;
    await using other = await openShop();
    for (const path of addresses(html).filter((address) => address.startsWith('/docs/assets/'))) {
      expect([path, (await fetch(other.url + path)).status]).toEqual([path, 200]);
    }
  });
});

describe('an unknown address', () => {
  const NOWHERE = [
    '/nothing',
    '/docs/nothing',
    '/docs/README',
    '/docs/errors/nothing',
    '/docs/errors/constructor',
    '/docs/assets/nothing.js',
    '/docs/quick-start/more',
    '/%zz',
  ];
  test.each(NOWHERE)('%s is a page for a person, and JSON for a program', async (path) => {
    const person = await open(path);
    expect(person.status).toBe(404);
    expect(person.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(person.headers.get('vary')).toBe('Accept');
    expect(person.text).toContain('<h1>There is no such page</h1>');
    const program = await open(path, '*/*');
    expect([program.status, JSON.parse(program.text)]).toEqual([404, { status: 'not found' }]);
  });

  test('below the apps is 404 too, but a page of theirs is not', async () => {
    for (const path of ['/portal/nothing', '/portal/claims/a/b', '/console/nothing']) {
      const { status, text } = await open(path);
      expect([path, status]).toEqual([path, 404]);
      // The app itself reports it, with its own links.
      expect(text).toContain('<div id="root">');
    }
    for (const path of [
      '/portal',
      '/portal/',
      '/portal/claims/clm_x',
      '/portal/claims/',
      '/console/lots',
    ]) {
      expect([path, (await open(path)).status]).toEqual([path, 200]);
    }
  });
});
