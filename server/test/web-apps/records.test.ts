/** Guards: the audit page shows who did what, when, from where, filters by each of these, and exports the result. */
import type { AuditEntry, Me } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chainAudit } from '../../src/audit/index.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { thingNames } from '../../src/surfaces/present/thing-names.ts';
import {
  buy,
  colleague,
  file,
  formatId,
  openShop,
  type Shop,
  signUp,
  staff,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

type Page = { data: AuditEntry[]; next_cursor: string | null };
const clock = drivenClock();
let shop: Shop;
let admin: Visitor;
beforeAll(async () => {
  shop = await openShop({ clock });
  admin = (await staff(shop, 'admin')).visitor;
});
afterAll(() => shop[Symbol.asyncDispose]());

const read = async (query: string) => (await admin.get<Page>(`/audit?${query}`)).body;

test('an act is listed with its person, address, request and what it changed', async () => {
  const { visitor: owner } = await signUp(shop, '=HYPERLINK("x")');
  const { visitor: buyer } = await colleague(shop, owner, 'buyer');
  const { body: boss } = await owner.get<Me>('/me');
  const { body: other } = await buyer.get<Me>('/me');
  const changed = await owner.call('PATCH', `/colleagues/${other.user.id}`, {
    body: { role: 'finance' },
  });
  const { data } = await read(`action=user.changed&actor=person:${boss.user.id}`);
  expect(data).toEqual([
    expect.objectContaining({
      actor_name: 'Olga Owner',
      subject: `person:${other.user.id}`,
      request_id: changed.headers.get('x-request-id'),
      address: expect.stringMatching(/^198\.51\./),
      detail: {
        before: { role: 'buyer', disabled: false },
        after: { role: 'finance', disabled: false },
      },
      position: null,
    }),
  ]);
  // While a transaction is open, in whichever database, a row is chained a moment later.
  const chained = async () => {
    await chainAudit(shop.app);
    return (await read('action=user.changed')).data[0]?.position ?? 0;
  };
  await expect.poll(chained, { timeout: 30_000 }).toBeGreaterThan(0);
});

test('the records of one business are all of its records and nothing else', async () => {
  const one = await signUp(shop);
  const two = await signUp(shop);
  const { data } = await read(`partner_id=${one.partnerId}&limit=100`);
  expect(data.map(({ action }) => action)).toContain('partner.created');
  expect(data.map(({ action }) => action)).toContain('user.created');
  expect(JSON.stringify(data)).not.toContain(two.partnerId);
  const unknown = await admin.get(`/audit?partner_id=${one.partnerId.slice(0, -1)}`);
  expect(unknown.body.code).toBe('not_found');
});

test('pages follow one another without gap or repetition, newest first', async () => {
  const { visitor: owner } = await signUp(shop);
  for (let count = 0; count < 5; count += 1) await owner.post('/me/name', { name: `N ${count}` });
  const { body: me } = await owner.get<Me>('/me');
  const filter = `actor=person:${me.user.id}&action=user.`;
  const whole = (await read(`${filter}&limit=100`)).data.map(({ id }) => Number(id));
  expect(whole).toEqual([...whole].sort((a, b) => b - a));
  const paged: number[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: Page = await read(`${filter}&limit=2${next && `&cursor=${next}`}`);
    paged.push(...page.data.map(({ id }) => Number(id)));
    next = page.next_cursor;
  }
  expect(paged).toEqual(whole);
  const broken = await admin.get('/audit?cursor=nonsense');
  expect(broken.body).toMatchObject({ errors: [{ pointer: '/cursor', code: 'cursor' }] });
});

test('time bounds are exact to the millisecond', async () => {
  const { visitor: owner } = await signUp(shop);
  clock.advance(1_000);
  await owner.post('/me/name', { name: 'Timed' });
  const at = clock.now();
  const later = new Date(at.getTime() + 1).toISOString();
  const filter = 'action=user.renamed&limit=1';
  expect(
    (await read(`${filter}&created_from=${at.toISOString()}&created_before=${later}`)).data,
  ).toHaveLength(1);
  expect((await read(`${filter}&created_from=${later}`)).data).toEqual([]);
});

test('what happened to a thing is what was done to it and what names it', async () => {
  const { visitor: owner, partnerId } = await signUp(shop);
  const ticket = await owner.post<{ id: string }>('/tickets', {
    ...{ topic: 'other', subject: 'Two invoices', text: 'Which one is right?' },
  });
  const { data } = await read(`about=${ticket.body.id}`);
  expect(data.map(({ action, subject }) => [action, subject])).toEqual([
    ['ticket.opened', ticket.body.id],
  ]);
  const about = (await read(`about=${partnerId}&limit=100`)).data.map(({ id }) => id);
  const concerning = (await read(`partner_id=${partnerId}&limit=100`)).data.map(({ id }) => id);
  expect(about).toEqual(concerning);
});

test('a search finds a part of anything in an entry: chained or not, by name, sentence, address or value', async () => {
  const { visitor: owner } = await signUp(shop, 'Quillon Trading');
  await owner.post('/me/name', { name: 'Zebedee Quux' });
  const { body: me } = await owner.get<Me>('/me');
  const actions = async (q: string) =>
    (await read(`q=${encodeURIComponent(q)}&limit=100`)).data.map(({ action }) => action);
  const ask = async () => ({
    byPerson: await actions('bedee QUU'),
    byBusiness: await actions('quillon'),
    byId: await actions(me.user.id.slice(6)),
    byRequest: await actions('req_'),
    bySentence: await actions('changed their own name'),
    byWildcard: await actions('zeb%quux'),
    byNothing: await actions('no such text anywhere'),
  });
  const young = await ask();
  expect(young.byPerson).toContain('user.renamed');
  expect(young.byBusiness).toContain('partner.created');
  expect(young.byId).toContain('user.renamed');
  expect(young.byRequest.length).toBeGreaterThan(0);
  expect(new Set(young.bySentence)).toEqual(new Set(['user.renamed']));
  expect([...young.byWildcard, ...young.byNothing]).toEqual([]);
  const chained = async () => {
    await chainAudit(shop.app);
    return (await read('action=user.renamed&limit=1')).data[0]?.position ?? 0;
  };
  await expect.poll(chained, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(await ask()).toEqual(young);
});

test('a search narrows other filters, and its pages follow one another', async () => {
  const { visitor: owner, partnerId } = await signUp(shop, 'Narrow Games');
  for (let count = 0; count < 5; count += 1) await owner.post('/me/name', { name: `M ${count}` });
  await signUp(shop, 'Narrow Goods');
  const filter = `q=narrow&partner_id=${partnerId}`;
  const whole = (await read(`${filter}&limit=100`)).data;
  expect(whole.length).toBeGreaterThan(0);
  expect(whole.every((entry) => entry.partner_id === partnerId)).toBe(true);
  const kinds = (await read(`kind=person&partner_id=${partnerId}&limit=100`)).data;
  expect(new Set(kinds.map(({ action }) => action))).toContain('user.renamed');
  expect(kinds.map(({ action }) => action)).not.toContain('partner.created');
  const paged: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: Page = await read(
      `q=user&partner_id=${partnerId}&limit=2${next && `&cursor=${next}`}`,
    );
    paged.push(...page.data.map(({ id }) => id));
    next = page.next_cursor;
  }
  expect(paged).toEqual(
    (await read(`q=user&partner_id=${partnerId}&limit=100`)).data.map(({ id }) => id),
  );
});

test('an entry is read as words: what changed, with units, and the names of what it was done to', async () => {
  const { partnerId } = await signUp(shop, 'Wordy Ltd');
  const [created] = (await read(`about=${partnerId}&action=partner.created`)).data;
  expect(created).toMatchObject({ subject: partnerId, subject_name: 'Wordy Ltd', changes: [] });
  expect(created?.facts).toContainEqual({ member: 'name', value: 'Wordy Ltd' });
});

test('things are named as people name them, to those who may list them', async () => {
  const { partnerId, visitor: owner } = await signUp(shop, 'Named Ltd');
  // nothing: ids of the sign-up are ids.
  await shop.deposit(parseId('prt', partnerId) ?? '', '100.00');
  await owner.post('/tickets', { topic: 'other', subject: 'Opening hours', text: 'When?' });
  const nameOf = async (by: Visitor, action: string) =>
    (await by.get<Page>(`/audit?action=${action}&partner_id=${partnerId}`)).body.data[0]
      ?.subject_name;
  expect(await nameOf(admin, 'deposit.credited')).toMatch(/^of 100\.00 [A-Z]{3}, Named Ltd$/);
  expect(await nameOf(admin, 'ticket.opened')).toBe('“Opening hours”');
  const { visitor: support } = await staff(shop, 'support');
  expect(await nameOf(support, 'ticket.opened')).toBe('“Opening hours”');
  expect(await nameOf(support, 'deposit.credited')).toBeNull();
});

test('orders, claims, codes, e-mails and proposals have names, also where an entry mentions them', async () => {
  await shop.stock({ codes: 3 });
  const { partnerId, key } = await shop.buyer({ balance: '300.00' });
  const { order, codes } = await buy(shop, key, 2);
  const { body: claim } = await file(shop, key, order.id, [codes[0]?.id]);
  const about = formatId('prt', partnerId);
  const entry = async (action: string) =>
    (await read(`action=${action}&partner_id=${about}`)).data[0];
  const tail = (id?: string) => `(${id?.slice(-4)})`;
  expect((await entry('codes.revealed'))?.subject_name).toBe(
    `of 2 × PSN-US-50, A Partner ${tail(order.id)}`,
  );
  const filed = await entry('claim.filed');
  expect(filed?.subject_name).toBe(`of 1 code, A Partner ${tail(claim.id)}`);
  expect(filed?.names).toMatchObject({
    [codes[0]?.id ?? '']: `of PSN-US-50 ${tail(codes[0]?.id)}`,
  });
  await stepUp(clock, admin);
  await admin.post('/claim-terms/limits', { currency: 'USD', one_person_max: '900.00' });
  const [made] = (await read('action=proposal.made')).data;
  expect(made?.subject_name).toBe('“Approval limit of one person for claims”');
  const [email] = await shop.rows<{ id: string; subject: string }>(
    'SELECT email_id AS id, subject FROM kit.emails LIMIT 1',
  );
  const id = formatId('eml', email?.id ?? '');
  const named = (role: 'admin' | 'stock') => thingNames(shop.app.database.reads, [id], role);
  expect([...(await named('admin'))]).toEqual([[id, `“${email?.subject}”`]]);
  expect([...(await named('stock'))]).toEqual([]);
});

test('the export is a file without formulas, and is itself audited', async () => {
  const reply = await admin.call('GET', '/audit/export?action=partner.created');
  expect(reply.headers.get('content-disposition')).toContain('attachment');
  const lines = reply.text.trimEnd().split('\r\n');
  expect(lines[0]).toBe(
    'id,at,actor,actor_name,sentence,partner_id,action,subject,subject_name,reason,address,request_id,position,detail',
  );
  expect(lines.length).toBeGreaterThan(3);
  expect(reply.text).not.toMatch(/(^|,)[=+@]/m);
  expect(reply.text).toContain('system:sign-up created the business Wordy Ltd');
  expect((await read('action=audit.exported')).data).toHaveLength(1);
});

test('the public part of the catalogue needs no session, and has no price', async () => {
  await shop.stock({ codes: 2 });
  const { visitor: owner } = await signUp(shop);
  owner.cookies.clear();
  const { body } = await owner.get<{ regions: { region: string; in_stock: boolean }[] }>(
    '/catalogue',
  );
  const inStock = body.regions.filter((each) => each.in_stock).map(({ region }) => region);
  expect(inStock).toEqual(['US']);
  expect(JSON.stringify(body)).not.toContain('price');
});
