/**
 * Guards: staff take no data away without an entry in the audit: every call of the console that replies with a CSV file, an archive or a PDF
 * records who exported what with which filters, and a command that writes a file does so too.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AccessReview, consoleOperations, type IssueRun } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeShop } from '../../src/acts/index.ts';
import { formatId, parseId } from '../../src/kit/ids.ts';
import { emptyProfile } from '../../src/partners/index.ts';
import {
  bodyOf,
  drivenClock,
  openShop,
  runHere,
  type Shop,
  signUp,
  staff,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

const clock = drivenClock(new Date('2026-03-31T12:00:00Z'));
const folder = await mkdtemp(join(tmpdir(), 'psnb2b-exports-'));
let shop: Shop;
let admin: Visitor;
let partner: string;
/** The ids in the paths of exports. */
let ids: Readonly<Record<string, string>>;
beforeAll(async () => {
  shop = await openShop({ clock });
  const { lotId } = await shop.stock({ codes: 5 });
  const { visitor: owner, partnerId: id } = await signUp(shop, 'Größe');
  partner = id;
  const partnerId = parseId('prt', id) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '500.00');
  const { text: key } = await shop.key(partnerId);
  const body = { region: 'US', denomination: 50, quantity: 2 };
  await shop.call('POST', '/orders', { key, body });
  const street = { line1: 'Street 1', line2: null, city: 'Kyiv', state: null };
  const address = { ...street, postal_code: '1', country: 'UA' };
  const company = { name: 'Codes', legal_name: 'Codes AG', address, registration_number: null };
  const rest = { website: null, tax_number: null, brand_colour: null, tax_percent: null };
  const by = { actor: 'staff:ann', at: clock.now() };
  await shop.app.database.transaction((tx) =>
    changeShop(tx, { ...company, ...rest, tax_note: null, time_zone: null }, by),
  );
  const profile = { ...emptyProfile, legal_name: 'Größe', address };
  expect((await owner.call('PUT', '/business', { body: profile })).status).toBe(200);
  clock.set(new Date('2026-04-02T12:00:00Z'));
  admin = (await staff(shop, 'admin')).visitor;
  await stepUp(clock, admin);
  const run = await bodyOf(clock, admin.post<IssueRun>('/documents/issue'));
  type Access = { data: { access_since: string }[] };
  const members = (await bodyOf(clock, admin.get<Access>('/access-reviews/members'))).data;
  const latest_access_since = members
    .map(({ access_since: since }) => since)
    .toSorted()
    .at(-1);
  const review = await bodyOf(
    clock,
    admin.post<AccessReview>('/access-reviews', { latest_access_since }),
  );
  ids = {
    ...{ lot_id: formatId('lot', lotId), document_id: run.issued[0]?.id ?? '' },
    access_review_id: review.id,
  };
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const exported = () =>
  shop.rows<{ action: string; subject: string; actor: string; detail: string }>(
    `SELECT action, subject, actor, detail FROM audit.entries WHERE action LIKE '%.exported' ORDER BY entry_id`,
  );

/** What a file of the console needs beside its address. */
const NEEDS: Readonly<Record<string, string>> = { zipDocuments: '?year=2026' };
/** The business whose statement it is, is named by a filter. */
const OF_BUSINESS = 'exportPartnerTransactions';
/** Pictures of what somebody attached, with an entry of their own; and the stream of changes, which is no file. */
const NO_FILES = ['showClaimFile', 'showFile', 'watchChanges'];
/** Files that are sent as somebody attached them have an entry of their own, too. */
const NO_EXPORTS = ['downloadClaimFile', 'downloadFile', ...NO_FILES];

const files = Object.values(consoleOperations).flatMap(({ id, path, replies }) => {
  const [reply] = Object.entries(replies).flatMap(([status, each]) =>
    status === '200' ? each : [],
  );
  const types = reply && 'mediaTypes' in reply ? Object.keys(reply.mediaTypes ?? {}) : [];
  return types.length === 0 ? [] : [{ id, path, type: types[0] ?? '' }];
});

test('every file that the console replies with is known here', () => {
  const others = files.filter(({ type }) => !/^(text\/csv|application\/(zip|pdf))$/.test(type));
  expect(others.map(({ id }) => id).toSorted()).toEqual(NO_FILES);
  expect(files.map(({ id }) => id)).toEqual(expect.arrayContaining(NO_EXPORTS));
  expect(files.length).toBeGreaterThan(13);
});

test.each(files.filter(({ id }) => !NO_EXPORTS.includes(id)))(
  '$id is recorded once it is sent, and never for its headers alone',
  async ({ id, path, type }) => {
    const address = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? `no ${name}`);
    const headers = { accept: type };
    const before = await exported();
    const query = id === OF_BUSINESS ? `?partner_id=${partner}` : (NEEDS[id] ?? '');
    const head = await admin.call('HEAD', address + query, { headers });
    expect([head.status, await exported()]).toEqual([200, before]);
    const reply = await admin.call('GET', address + query, { headers });
    expect([reply.status, reply.headers.get('content-type')]).toEqual([
      ...[200, expect.stringContaining(type)],
    ]);
    const [entry, ...more] = (await exported()).slice(before.length);
    const noun = path.split('/')[1]?.replaceAll('-', '_');
    expect([entry?.action, more]).toEqual([`${noun}.exported`, []]);
    expect(entry?.actor).toMatch(/^staff:usr_/);
    const about =
      id === OF_BUSINESS
        ? partner
        : (Object.values(ids).find((each) => address.includes(each)) ?? entry?.actor);
    expect(entry?.subject).toBe(about);
    const ofBusiness = id === OF_BUSINESS ? { partner_id: partner } : {};
    const filters = id in NEEDS ? { year: '2026' } : ofBusiness;
    expect(JSON.parse(entry?.detail ?? '')).toEqual({ filters });
  },
);

test('a refused export leaves no entry', async () => {
  const before = await exported();
  expect((await admin.get('/documents/zip?year=2025')).status).toBe(404);
  expect((await admin.get('/lots/export?status=lost')).status).toBe(422);
  expect(await exported()).toEqual(before);
});

test('a command that writes a file is recorded, unless nothing was written', async () => {
  const run = (...args: string[]) => runHere(shop, [...args, '--json']);
  const statement = ['partners', 'statement', '--partner', partner, '--month', '2026-03', '--out'];
  const before = await exported();
  expect((await run(...statement, join(folder, 'a.csv'))).code).toBe(0);
  expect((await run(...statement, join(folder, 'a.csv'))).code).not.toBe(0);
  expect((await run(...statement, join(folder, 'a.pdf'))).code).toBe(0);
  const zip = ['documents', 'zip', '--year', '2026', '--out'];
  expect((await run(...zip, join(folder, 'all.zip'))).code).toBe(0);
  expect((await run(...zip, join(folder, 'one.zip'), '--partner', partner)).code).toBe(0);
  const by = 'operator:command-line';
  const entries = (await exported()).slice(before.length);
  expect(entries.map(({ action, subject, actor }) => [action, subject, actor])).toEqual([
    ['statements.exported', partner, by],
    ['statements.exported', partner, by],
    ['documents.exported', by, by],
    ['documents.exported', partner, by],
  ]);
  expect(JSON.parse(entries[0]?.detail ?? '')).toEqual({
    filters: { month: '2026-03', test: false, raw: false },
  });
});
