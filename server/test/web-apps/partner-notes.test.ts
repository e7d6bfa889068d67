/**
 * Guards: staff write to each other about a business; nobody overwrites what they did not see, the audit keeps every text, and neither the
 * business nor a page of another business sees a note.
 */
import type { PartnerNote } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { bodyOf, openShop, type Shop, signUp, staff, type Visitor } from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let ann: Visitor;
let sue: Visitor;
let owner: Visitor;
let partner: string;
beforeAll(async () => {
  shop = await openShop({ clock });
  ann = (await staff(shop, 'admin')).visitor;
  sue = (await staff(shop, 'support')).visitor;
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(async () => {
  const made = await signUp(shop);
  [owner, partner] = [made.visitor, made.partnerId];
});

type Answer = PartnerNote & { readonly code?: string };
const write = async (text: string, by = ann) => {
  clock.advance(1);
  return bodyOf(clock, by.post<Answer>(`/partners/${partner}/notes`, { text }));
};
const change = (id: string, body: object, by = ann) =>
  by.call<Answer>('PATCH', `/partners/${partner}/notes/${id}`, { body });
const texts = async () => {
  const path = `/partners/${partner}/notes`;
  const { data } = await bodyOf(clock, sue.get<{ data: PartnerNote[] }>(path));
  return data.map(({ text }) => text);
};

test('pinned notes come first, then the newest', async () => {
  const first = await write('Pays on Fridays.');
  await write('Asked for JP codes.');
  expect(await texts()).toEqual(['Asked for JP codes.', 'Pays on Fridays.']);
  expect((await change(first.id, { version: 1, pinned: true })).body).toMatchObject({
    ...{ pinned: true, version: 2, edited_at: null },
  });
  expect(await texts()).toEqual(['Pays on Fridays.', 'Asked for JP codes.']);
});

test('a note that somebody changed is not overwritten unseen, and the audit has each text', async () => {
  const { id } = await write('Pays on Fridays.');
  expect((await change(id, { version: 1, text: 'Pays on Mondays.' }, sue)).status).toBe(200);
  expect(await change(id, { version: 1, text: 'Pays never.' })).toMatchObject({
    status: 409,
    body: { code: 'invalid_state' },
  });
  expect(await texts()).toEqual(['Pays on Mondays.']);
  expect((await ann.post(`/partners/${partner}/notes/${id}/remove`)).status).toBe(200);
  expect(await texts()).toEqual([]);
  const trace = await shop.rows<{ action: string; detail: { text: string; before?: string } }>(
    `SELECT action, detail::json AS detail FROM audit.entries
      WHERE subject = $1 AND action LIKE 'partner_note.%' ORDER BY at, entry_id`,
    [partner],
  );
  expect(trace).toMatchObject([
    { action: 'partner_note.added', detail: { text: 'Pays on Fridays.' } },
    {
      action: 'partner_note.changed',
      detail: { before: 'Pays on Fridays.', text: 'Pays on Mondays.' },
    },
    { action: 'partner_note.removed', detail: { text: 'Pays on Mondays.' } },
  ]);
});

test('a note of one business is none of another, the business sees none, and who only reads writes none', async () => {
  const { id } = await write('Pays on Fridays.');
  const other = (await signUp(shop)).partnerId;
  const elsewhere = await ann.post(`/partners/${other}/notes/${id}/remove`);
  expect(elsewhere.status).toBe(404);
  const { visitor: reader } = await staff(shop, 'read_only');
  expect((await reader.post(`/partners/${partner}/notes`, { text: 'No.' })).status).toBe(403);
  for (const path of ['/business', '/me', '/notifications'] as const) {
    expect((await owner.get(path)).text).not.toContain('Fridays');
  }
  expect(await texts()).toEqual(['Pays on Fridays.']);
});
