/**
 * Guards: who runs the shop is set in the console as on the command line, with the same traces; every process follows without a
 * restart; and what would be unreadable or untrue on a document is refused by its name.
 */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Shop as Company, Problem, ShopSet } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPng } from '../../src/kit/picture/index.ts';
import {
  bodyOf,
  codeOf,
  drivenClock,
  openShop,
  runHere,
  type Shop,
  staff,
  stepUp,
  upload,
  type Visitor,
} from '../../testkit/index.ts';
import { pngOf } from '../../testkit/png.ts';

const clock = drivenClock();
let shop: Shop;
let admin: Visitor;
let reader: Visitor;
beforeAll(async () => {
  shop = await openShop({ clock, nodes: 2 });
  admin = (await staff(shop, 'admin')).visitor;
  reader = (await staff(shop, 'read_only')).visitor;
  await stepUp(clock, admin);
});
afterAll(() => shop[Symbol.asyncDispose]());

const company: ShopSet = {
  name: 'ООО <b>Ромашка</b> & Söhne',
  legal_name: 'Ελληνικά Παιχνίδια Α.Ε.',
  address: {
    ...{ line1: 'Hauptstraße 1', line2: null, city: 'Zürich', state: null },
    ...{ postal_code: '8001', country: 'CH' },
  },
  registration_number: 'CHE-123.456.789',
  tax_number: 'CHE-123.456.789 MWST',
  support_email: 'Help@Shop.example',
  website: 'https://shop.example',
  brand_colour: '#1F6FEB',
  tax_percent: 8.1,
  tax_note: 'Prices include VAT.',
  time_zone: 'Europe/Zurich',
};
const set = (change: Partial<ShopSet>, by = admin) =>
  by.call('PUT', '/shop', { body: { ...company, ...change } });
const read = () => bodyOf(clock, reader.get<Company>('/shop'));
const audited = () =>
  shop.rows<{ detail: string; actor: string }>(
    "SELECT detail, actor FROM audit.entries WHERE action = 'shop.set' ORDER BY entry_id",
  );

test('before anybody sets anything, the shop has its default name and nothing else', async () => {
  expect(await read()).toMatchObject({ name: null, legal_name: null, address: null, set_at: null });
  expect(shop.app.shop.current()).toMatchObject({ shownName: 'psnb2b', legalName: null });
});

test('an admin sets it; every process follows, the admins are notified, and the audit has what it was', async () => {
  await bodyOf(clock, set({}));
  const kept = { ...company, support_email: 'help@shop.example', brand_colour: '#1f6feb' };
  expect(await read()).toMatchObject({ ...kept, set_by: 'A admin' });
  for (const { app } of shop.nodes) {
    await app.versions.poll();
    expect(app.shop.current()).toMatchObject({ shownName: company.name, taxBps: 810 });
  }
  const { body } = await admin.get<{ data: { kind: string; path: string; text: string }[] }>(
    '/notifications',
  );
  expect(body.data[0]).toMatchObject({ kind: 'shop.set', path: '/company' });
  const [entry] = await audited();
  expect(JSON.parse(entry?.detail ?? '')).toMatchObject({
    name: { before: null, after: company.name },
    taxBps: { before: null, after: 810 },
  });
});

test('the same again changes nothing and leaves no trace', async () => {
  const before = (await audited()).length;
  await bodyOf(clock, set({}));
  expect(await audited()).toHaveLength(before);
});

test('the command line changes one member with the same traces, and takes a value away', async () => {
  const one = await runHere(shop, ['shop', 'set', '--brand-colour', '#00ff00', '--json']);
  expect(one).toMatchObject({ code: 0, value: { brand_colour: '#00ff00', name: company.name } });
  await runHere(shop, ['shop', 'set', '--city', 'Bern', '--brand-colour', 'none']);
  expect(await read()).toMatchObject({ brand_colour: null, address: { city: 'Bern' } });
  expect((await audited()).map(({ actor }) => actor).slice(-2)).toEqual([
    'operator:command-line',
    'operator:command-line',
  ]);
  const wrong = await runHere(shop, ['shop', 'set', '--country', 'Switzerland']);
  expect([wrong.code, JSON.parse(wrong.err).errors[0].pointer]).toEqual([1, '/address/country']);
  const none = await runHere(shop, ['shop', 'set', '--line1', 'none']);
  expect([none.code, (await read()).address]).toEqual([0, null]);
});

test('the second of two who change it at once is refused, and undoes nothing unseen', async () => {
  const { version } = await read();
  const both = await Promise.all(['Ann’s', 'Bob’s'].map((name) => set({ name, version })));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const refused = both.find(({ status }) => status === 409)?.body as unknown as Problem;
  expect(refused).toMatchObject({
    ...{ code: 'invalid_state', current_status: `version ${version + 1}` },
    detail: expect.stringContaining('Reload'),
  });
  await bodyOf(clock, set({ version: version + 1 }));
});

describe('the logo', () => {
  const setLogo = async (bytes: Buffer<ArrayBuffer>, of = admin) => {
    const file_id = await upload(of, bytes, 'logo.png');
    return admin.post<Company>('/shop/logo', { file_id });
  };
  const get = async (path: string) => {
    const reply = await fetch(shop.url + path);
    return { reply, bytes: Buffer.from(await reply.arrayBuffer()) };
  };
  const page = async (path: string) => (await get(path)).bytes.toString();
  let first: string;

  test('is on every page once it is set, at an address that means nothing else', async () => {
    const picture = pngOf(60, 60);
    const { body } = await setLogo(picture);
    first = body.logo?.url ?? '';
    expect(body.logo).toMatchObject({ width: 60, height: 60 });
    const { reply, bytes } = await get(first);
    expect(bytes.equals(picture)).toBe(true);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      ...{ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' },
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    await shop.settle();
    for (const app of ['/portal', '/console']) {
      expect(await page(app)).toContain(`<meta name="brand-logo" content="${first}" />`);
      expect(await page(app)).toContain(`<link rel="icon" href="${first}" />`);
    }
    expect(await page('/docs')).toContain(`<a class="brand" href="/"><img src="${first}" alt="`);
    const preview = readPng((await get('/preview.png')).bytes);
    const corner = (120 * 1200 + 98) * 4;
    // The logo stands on white in previews of links.
    expect([...(preview?.rgba.slice(corner, corner + 3) ?? [])]).toEqual([255, 255, 255]);
    expect((await get(first.replace('.png', '.webp'))).reply.status).toBe(404);
    expect((await get(`/brand/${'0'.repeat(64)}.png`)).reply.status).toBe(404);
  });

  test('is replaced and taken away; what was sent with the old one still shows it', async () => {
    expect((await setLogo(pngOf(200, 40))).body.logo?.url).not.toBe(first);
    await shop.settle();
    expect(await page('/portal')).toContain('favicon.svg');
    expect((await get(first)).reply.status).toBe(200);
    const { body } = await admin.post<Company>('/shop/logo/remove');
    expect(body.logo).toBeNull();
    await shop.settle();
    expect(await page('/portal')).not.toContain('brand-logo');
    const told = await shop.rows<{ detail: string }>(
      "SELECT detail FROM audit.entries WHERE action = 'shop.logo_set' ORDER BY entry_id",
    );
    expect(told.map(({ detail }) => JSON.parse(detail).after?.width ?? null)).toEqual([
      60,
      200,
      null,
    ]);
  });

  test('is a picture that can be printed, uploaded by the same person', async () => {
    const { visitor: agent } = await staff(shop, 'support');
    const refused = async (work: Promise<{ status: number; body: unknown }>) => {
      const { status, body } = await work;
      const [fault] = (body as Problem).errors ?? [];
      return [status, fault?.pointer, fault?.code];
    };
    expect(await refused(setLogo(pngOf(300, 300, { isNoise: true })))).toEqual([
      ...[422, '/file_id', 'content'],
    ]);
    expect(await refused(setLogo(pngOf(40, 40), agent))).toEqual([422, '/file_id', 'unknown_id']);
    const file_id = await upload(agent);
    expect(await codeOf(agent.post('/shop/logo', { file_id }))).toBe('role_missing');
    expect((await read()).logo).toBeNull();
  });

  test('is set on the command line as well', async () => {
    const file = join(shop.app.config.dataDir, 'logo.png');
    await writeFile(file, pngOf(100, 50));
    const set = await runHere(shop, ['shop', 'set-logo', '--file', file, '--json']);
    expect(set).toMatchObject({ code: 0, value: { logo: { width: 100, height: 50 } } });
    expect((await runHere(shop, ['shop', 'show'])).out).toContain('100 × 50 pixels');
    expect((await runHere(shop, ['shop', 'remove-logo', '--json'])).value).toMatchObject({
      logo: null,
    });
  });
});

test.each<[string, Partial<ShopSet>, string]>([
  ['10,000 characters', { name: 'x'.repeat(10_000) }, '/name'],
  ['a mark that turns text around', { name: '\u202Epohs' }, '/name'],
  ['an unseen character in an address', { legal_name: 'A\u200BB' }, '/legal_name'],
  ['letters that no document prints', { legal_name: '中国公司' }, '/legal_name'],
  ['two lines in a name', { name: 'a\nb' }, '/name'],
  ['blanks alone', { legal_name: '   ' }, '/legal_name'],
  ['a colour in words', { brand_colour: 'red' }, '/brand_colour'],
  ['a colour with markup', { brand_colour: '#fff;}<x' }, '/brand_colour'],
  ['a site that runs', { website: 'javascript:alert(1)' }, '/website'],
  ['a site with a password', { website: 'https://a:b@shop.example' }, '/website'],
  ['two addresses', { support_email: 'a@b.example,c@d.example' }, '/support_email'],
  ['a time zone that does not exist', { time_zone: 'Europe/Atlantis' }, '/time_zone'],
  ['no tax', { tax_percent: 0 }, '/tax_percent'],
  ['more than all', { tax_percent: 100.01 }, '/tax_percent'],
  ['too fine a tax', { tax_percent: 8.125 }, '/tax_percent'],
  ['a tax without its ground', { tax_percent: 8, tax_note: null }, '/tax_note'],
])('%s is refused by its name', async (_what, change, pointer) => {
  const before = await read();
  const { status, body } = await set(change);
  expect([status, (body as { errors: { pointer: string }[] }).errors[0]?.pointer]).toEqual([
    422,
    pointer,
  ]);
  expect(await read()).toEqual(before);
});

test('who is no admin reads it and sets nothing; an old proof does not suffice', async () => {
  expect(await codeOf(set({ name: 'Mine' }, reader))).toBe('role_missing');
  clock.advance(60 * 60 * 1000);
  expect(await codeOf(set({ name: 'Mine' }))).toBe('step_up_required');
});
