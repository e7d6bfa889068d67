/**
 * Guards what a stranger sees: search engines find every public page and no private one; the first page shows what is sold;
 * the status page says what was measured and how old that is; legal texts are the operator's own, in the version of their day, and never a program.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tonesOf } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPng } from '../../src/kit/picture/index.ts';
import { asSent, readOperator, setShop } from '../../src/shop/index.ts';
import { listLegalTexts } from '../../src/site/index.ts';
import { openIncident, recordFigures } from '../../src/status/index.ts';
import { drivenClock, openShop, type Shop } from '../../testkit/index.ts';

const NOW = new Date('2027-03-15T12:00:00Z');
const clock = drivenClock(NOW);
const folder = await mkdtemp(join(tmpdir(), 'psnb2b-site-'));
const texts = join(folder, 'texts');
let shop: Shop;
beforeAll(async () => {
  await mkdir(texts);
  shop = await openShop({ clock, dataDir: folder });
  await shop.stock({ codes: 1 });
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

async function open(path: string, of: Shop = shop) {
  const reply = await fetch(of.url + path, { headers: { accept: 'text/html' } });
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
}

/** Reads a page until it is as expected: texts are read at most once a second. */
const eventually = (path: string, of: Shop = shop) =>
  expect.poll(async () => (await open(path, of)).text, { timeout: 20_000, interval: 100 });

describe('search engines', () => {
  test('find every public page by its one address', async () => {
    const { text } = await open('/sitemap.xml');
    const pages = [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => url);
    expect(new Set(pages).size).toBe(pages.length);
    expect(pages).toContain(`${shop.url}/terms`);
    for (const url of pages) {
      const reply = await fetch(url, { redirect: 'error', headers: { accept: 'text/html' } });
      const html = await reply.text();
      expect([url, reply.status]).toEqual([url, 200]);
      expect(html).toContain(`<link rel="canonical" href="${url}">`);
      expect(html).toMatch(/<meta name="description" content="[^"]{20,}">/);
    }
  });

  test('are sent to the list of pages, and away from what is private', async () => {
    const { text } = await open('/robots.txt');
    for (const line of ['/api/', '/portal/', '/console/'])
      expect(text).toContain(`Disallow: ${line}\n`);
    expect(text).toContain(`Sitemap: ${shop.url}/sitemap.xml\n`);
    expect((await open('/nowhere')).text).toContain('<meta name="robots" content="noindex">');
  });

  test.each([
    ['/favicon.ico', 'image/x-icon'],
    ['/favicon.svg', 'image/svg+xml'],
    ['/apple-touch-icon.png', 'image/png'],
    ['/preview.png', 'image/png'],
  ])('%s is a picture of ours', async (path, type) => {
    const { status, headers } = await open(path);
    expect([status, headers.get('content-type')]).toEqual([200, type]);
    expect((await open('/')).text).toContain(
      `property="og:image" content="${shop.url}/preview.png"`,
    );
  });
});

test('the first page shows what is sold', async () => {
  const first = (await open('/')).text;
  const row = /<tr[^>]*><th scope="row"><span class="region">US<\/span>[\s\S]*?<\/tr>/.exec(
    first,
  )?.[0];
  expect(row).toContain('10 – 100\u00a0USD');
  expect(row).toContain('9.50 – 93.00');
  expect(row).toContain('in stock');
  expect(first).toMatch(/<tr class="gone"><th scope="row"><span class="region">JP/);
});

describe('a legal text', () => {
  const listed = async () => {
    const texts = await listLegalTexts(folder, clock.now());
    return texts.flatMap(({ name, isDefault }) => (isDefault ? [name] : []));
  };
  const put = (file: string, text: string) => writeFile(join(texts, file), text);

  test('is a standard text until the operator writes one, which needs no restart', async () => {
    const standard = await open('/terms');
    expect(standard.text).toContain('<h1 id="terms">Terms</h1>');
    expect(standard.text).toContain('between psnb2b and the businesses');
    for (const path of ['/policy', '/terms', '/privacy', '/imprint']) {
      expect((await open(path)).text).not.toMatch(/\{\w+\}/);
    }
    expect(await listed()).toEqual(['policy', 'terms', 'privacy', 'imprint']);
    await put('terms.md', '# Our own terms\n\nHello.\n');
    expect(await listed()).toEqual(['policy', 'privacy', 'imprint']);
    await eventually('/terms').toContain('<h1 id="our-own-terms">Our own terms</h1>');
    await put('terms.md', '# Our new terms\n\nHello.\n');
    await eventually('/terms').toContain('<h1 id="our-new-terms">Our new terms</h1>');
  });

  test('runs nothing: HTML is shown as text, a link to a script as its words, a picture as its name', async () => {
    await put(
      'privacy.md',
      '# P\n\n<script>alert(1)</script> <b onclick="x()">b</b>\n\n[one](javascript:alert(1)) [two](data:text/html,x) [three](https://shop.example)\n\n![four](https://evil.example/x.png)\n',
    );
    await eventually('/privacy').toContain('&lt;script&gt;');
    const { text, headers } = await open('/privacy');
    const main = /<main[\s\S]*<\/main>/.exec(text)?.[0];
    expect(main).not.toMatch(/<script|<b |<img|javascript:|data:/);
    expect(main).toContain('<a href="https://shop.example">three</a>');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('is the version of the day; earlier ones and the next one have addresses of their own', async () => {
    await put('policy.2027-01-01.md', '# January\n\n## One\n\n## Two\n');
    await put('policy.2027-03-15.md', '# March\n\n## One\n\n## Two\n');
    await put('policy.2027-06-01.md', '# June\n\n## One\n\n## Two\n');
    await put('policy.2027-02-30.md', '# Never\n');
    await eventually('/policy').toContain('>March</h1>');
    const { text } = await open('/policy');
    expect(text).toContain('In force since <time datetime="2027-03-15">');
    expect(text).toContain('<a href="/policy/2027-06-01">another version</a>');
    expect(text).toContain('<li><a href="/policy/2027-01-01">2027-01-01</a></li>');
    expect(text).toContain('<li><a href="#one">One</a></li>');
    const january = await open('/policy/2027-01-01');
    expect(january.text).toContain('This version is not in force');
    expect(january.text).toContain('>January</h1>');
    for (const day of ['2027-02-30', '2027-02-01', 'x', '..%2f..%2fkek']) {
      expect([day, (await open(`/policy/${day}`)).status]).toEqual([day, 404]);
    }
    const [policy] = await listLegalTexts(folder, clock.now());
    expect(policy).toMatchObject({ since: '2027-03-15', next: '2027-06-01', isDefault: false });
    clock.advance(78 * 86_400_000);
    expect((await open('/policy')).text).toContain('>June</h1>');
  });

  test('that cannot be read is never replaced by the standard text', async () => {
    await put('imprint.md', '# Ours\n\nHello.\n');
    await eventually('/imprint').toContain('>Ours</h1>');
    await rm(join(texts, 'imprint.md'));
    await mkdir(join(texts, 'imprint.md'));
    const logged = async () => {
      await open('/imprint');
      return shop.nodes[0].logs.join('\n');
    };
    await expect
      .poll(logged, { timeout: 20_000, interval: 100 })
      .toContain('imprint.md is not a file');
    expect((await open('/imprint')).text).toContain('>Ours</h1>');
    await using other = await openShop({ clock, dataDir: folder });
    const { status, text } = await open('/imprint', other);
    expect(status).toBe(503);
    expect(text).toContain('This text cannot be shown right now');
    await rm(join(texts, 'imprint.md'), { recursive: true });
    await eventually('/imprint').toContain('>Who runs this shop</h2>');
  });
});

test('what the operator says of the shop is text on every page, whatever its characters', async () => {
  const operator = readOperator({
    ...asSent(shop.app.shop.current()),
    name: 'Ромашка <b>&"*_[x](javascript:alert(1))',
    legal_name: '# Ours & <i>Sons</i>',
    address: {
      ...{ line1: 'Main *Street* 1', line2: null, postal_code: '8001' },
      ...{ city: 'Zürich', state: null, country: 'CH' },
    },
    support_email: 'help_us@shop.example',
  });
  const by = { actor: 'staff:ann', at: clock.now() };
  await shop.app.database.transaction((tx) => setShop(tx, operator, by));
  await shop.settle();
  const name = 'Ромашка &lt;b&gt;&amp;&quot;*_[x](javascript:alert(1))';
  for (const path of ['/', '/docs', '/imprint', '/nowhere']) {
    const { text } = await open(path);
    expect(text).toContain(`<a class="brand" href="/"><bdi>${name}</bdi>`);
    expect(text).toMatch(/<title>[^<]* · Ромашка &lt;b&gt;/);
  }
  const { text } = await open('/imprint');
  expect(text).toContain(`<li>Shop: ${name}</li>`);
  expect(text).toContain('<li>Company: # Ours &amp; &lt;i&gt;Sons&lt;/i&gt;</li>');
  expect(text).toContain('<li>Address: Main *Street* 1, 8001, Zürich</li>');
  expect(text).toContain('<li>Country: Switzerland</li>');
  expect(text).toContain('<a href="mailto:help_us@shop.example">help_us@shop.example</a>');
  expect(text).not.toContain('Tax number');
});

test('the apps open under the name of the shop, in tones of its colour, and the public pages in a style sheet of their own', async () => {
  expect((await open('/terms')).text).not.toContain('/brand/');
  const before = (await open('/portal')).text;
  expect(before).toContain('<meta name="support-email" content="help_us@shop.example" />');
  expect(before).not.toContain('brand-tones');
  for (const app of ['/portal', '/console/company']) {
    const { text } = await open(app);
    expect(text).toMatch(/<title>[^<]* · Ромашка &lt;b&gt;/);
    expect(text).toContain('<meta name="application-name" content="Ромашка &lt;b&gt;&amp;&quot;*');
  }
  const operator = { ...readOperator(asSent(shop.app.shop.current())), brandColour: '#ffd200' };
  const by = { actor: 'staff:ann', at: clock.now() };
  await shop.app.database.transaction((tx) => setShop(tx, operator, by));
  await shop.settle();
  const first = (await open('/')).text;
  expect(first).toContain(`property="og:image" content="${shop.url}/preview.png"`);
  expect(first).toContain('property="og:image:alt" content="Ромашка &lt;b&gt;');
  const preview = await fetch(`${shop.url}/preview.png`);
  expect(preview.headers.get('content-type')).toBe('image/png');
  expect(preview.headers.get('cache-control')).toBe('public, max-age=3600');
  const picture = readPng(Buffer.from(await preview.arrayBuffer()));
  expect([picture?.width, picture?.height]).toEqual([1200, 630]);
  // The bar at its foot has the colour of the shop.
  const bar = Buffer.from(picture?.rgba.slice(-4, -1) ?? []).toString('hex');
  expect(`#${bar}`).toBe(tonesOf('#ffd200')[3]);
  const tones = tonesOf('#ffd200');
  expect((await open('/portal')).text).toContain(
    `<meta name="brand-tones" content="${tones.join(' ')}" />`,
  );
  const address = /<link rel="stylesheet" href="(\/brand\/[^"]*)">/.exec(
    (await open('/terms')).text,
  )?.[1];
  const sheet = await open(address ?? '');
  expect([
    sheet.status,
    sheet.headers.get('content-type'),
    sheet.headers.get('cache-control'),
  ]).toEqual([200, 'text/css; charset=utf-8', 'public, max-age=31536000, immutable']);
  expect(sheet.text).toContain(`--button: ${tones[7]};`);
  for (const wrong of ['ffd200.css', 'ffd20.0.css', 'red.00.css', '..%2fkek']) {
    expect([wrong, (await open(`/brand/${wrong}`)).status]).toEqual([wrong, 404]);
  }
});

describe('the status page', () => {
  const measures = ['api', 'codes', 'webhooks', 'portal'] as const;
  const record = () => recordFigures(shop.app, measures);
  const status = async () => JSON.parse((await open('/status.json')).text);

  test('counts what the API and the portal serve, and says how old that is', async () => {
    const { text: key } = await shop.key(await shop.partner());
    await shop.call('GET', '/inventory', { key });
    await shop.call('GET', '/inventory', { key: 'wrong' });
    await shop.call('POST', '/orders', {
      key,
      body: { region: 'US', denomination: 50, quantity: 1 },
    });
    await record();
    await expect
      .poll(async () => (await status()).headline, { timeout: 20_000 })
      .toBe('All four parts work.');
    const counted = (await status()).parts.map(
      (each: { part: string; calls_last_hour: number }) => [each.part, each.calls_last_hour],
    );
    expect(counted).toEqual([
      ['api', 2],
      ['codes', 1],
      ['webhooks', 0],
      ['portal', 0],
    ]);
    expect((await open('/status')).text).toContain('<h1>All four parts work.</h1>');
    expect((await open('/status/badge.svg')).text).toContain('all works');
    clock.advance(4 * 60_000);
    const { text } = await open('/status');
    expect(text).toMatch(/<h1>We have no fresh figures\. That is itself a fault\.<\/h1>/);
    expect(text).toMatch(/class="state neutral"/);
    expect(await status()).toMatchObject({ state: 'unknown' });
    expect((await open('/status/badge.svg')).text).toContain('no fresh figures');
  });

  test('shows an incident as text', async () => {
    await record();
    const by = { actor: 'staff:ann', at: clock.now() };
    await shop.app.database.transaction((tx) =>
      openIncident(
        tx,
        {
          ...{ title: '<b>Slow</b> متجر', parts: ['codes'], impact: 'degraded' },
          ...{ step: 'investigating', text: '<script>x</script>' },
        },
        by,
      ),
    );
    await expect.poll(async () => (await status()).state, { timeout: 20_000 }).toBe('degraded');
    const { text } = await open('/status');
    expect(text).toContain('Open incident: &lt;b&gt;Slow&lt;/b&gt; متجر');
    expect(text).toContain('<bdi>&lt;script&gt;x&lt;/script&gt;</bdi>');
  });
});
