/**
 * Guards: an admin sees who on the staff may do what, since when and by whom; downloads that with a record; and signs it.
 * What is signed is what was seen, is kept as it was, and is asked for again after 90 days.
 */
import type { AccessReview, AccessReviewFile, Me, StaffAccess } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  bodyOf,
  drivenClock,
  openShop,
  PASSWORD,
  type Shop,
  staff,
  stepUp,
  type Visitor,
  visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let admin: Visitor;
let sueId: string;
let email: string;

beforeAll(async () => {
  shop = await openShop({ clock });
  ({ visitor: admin, email } = await staff(shop, 'admin'));
  const sue = (await staff(shop, 'support')).visitor;
  sueId = (await bodyOf(clock, sue.get<Me>('/me'))).user.id;
});
afterAll(() => shop[Symbol.asyncDispose]());

const access = async (query = '') =>
  (await bodyOf(clock, admin.get<{ data: StaffAccess[] }>(`/access-reviews/members${query}`))).data;
const latestOf = (list: readonly StaffAccess[]) =>
  list
    .map(({ access_since }) => access_since)
    .sort()
    .at(-1);
const due = async () =>
  (await bodyOf(clock, admin.get<{ access_due: number }>('/today'))).access_due;

test('the list says since when somebody has a role and who gave it', async () => {
  const before = (await access()).find(({ id }) => id === sueId);
  expect(before).toMatchObject({ role: 'support', totp: true, passkeys: 0, sessions: 1 });
  clock.advance(60_000);
  await stepUp(clock, admin);
  await bodyOf(clock, admin.call('PATCH', `/staff/${sueId}`, { body: { role: 'finance' } }));
  const after = (await access()).find(({ id }) => id === sueId);
  expect(after).toMatchObject({ role: 'finance', access_by: 'A admin' });
  expect(String(after?.access_since) > String(before?.access_since)).toBe(true);
});

test('the download is in the audit', async () => {
  const { text, headers } = await admin.get('/access-reviews/members/export');
  expect(headers.get('content-type')).toContain('text/csv');
  expect(text.split('\n')[0]).toContain('id,name,email,role,access_since,access_by');
  expect(text).toContain(sueId);
  const rows = await shop.rows(
    `SELECT FROM audit.entries WHERE action = 'access_reviews.exported'`,
  );
  expect(rows).toHaveLength(1);
});

test('a review is refused when access was given since the list was read; then it is signed, once, for ever', async () => {
  const latest_access_since = latestOf(await access());
  clock.advance(60_000);
  await stepUp(clock, admin);
  await bodyOf(clock, admin.call('PATCH', `/staff/${sueId}`, { body: { role: 'stock' } }));
  const refused = await admin.post('/access-reviews', { latest_access_since });
  expect(refused.body).toMatchObject({ code: 'invalid_state' });
  expect(String(refused.body.detail)).toContain('A support');
  const seen = { latest_access_since: latestOf(await access()), note: 'Sue moves to stock.' };
  const signed = await bodyOf(clock, admin.post<AccessReview>('/access-reviews', seen));
  expect(signed).toMatchObject({ signed_by: 'A admin', people: 2, admins: 1, note: seen.note });
  const { data } = await bodyOf(clock, admin.get<{ data: AccessReview[] }>('/access-reviews'));
  expect(data).toEqual([signed]);
  const path = `/access-reviews/${signed.id}`;
  const stored = await bodyOf(clock, admin.get<AccessReviewFile>(path));
  expect(stored).toMatchObject({ ...signed, access: [{ role: 'admin' }, { role: 'stock' }] });
  const sue = { id: sueId, name: 'A support', role: 'stock', disabled: false, totp: true };
  expect(stored.access[1]).toMatchObject({ ...sue, access_since: seen.latest_access_since });
  const { text } = await admin.get(`${path}/export`);
  expect(text).toMatch(/^id,name,email,role,access_since,disabled,totp,passkeys\r\n/);
  expect(text.trim().split('\r\n')).toHaveLength(3);
  expect(text).toContain(`${sueId},A support,`);
  const [entry] = await shop.rows<{ subject: string }>(
    `SELECT subject FROM audit.entries WHERE action = 'access_review.signed'`,
  );
  expect(entry?.subject).toBe(signed.id);
  const [kept] = await shop.rows<{ roles: string }>(
    `SELECT string_agg(each ->> 'role', ',' ORDER BY each ->> 'role') AS roles
       FROM identity.access_reviews, jsonb_array_elements(access) AS each`,
  );
  expect(kept?.roles).toBe('admin,stock');
  const change = shop.rows('UPDATE identity.access_reviews SET people = 9 RETURNING 1');
  await expect(change).rejects.toThrow('append-only');
});

test('Today asks for a review of everybody who can sign in after 90 days, and no longer once it is signed', async () => {
  expect(await due()).toBe(0);
  expect(await access('?due=true')).toEqual([]);
  clock.advance(90 * 86_400_000);
  const again = visitor(shop, 'console');
  again.totpSecret = admin.totpSecret;
  await again.post('/sign-in', { email, password: PASSWORD });
  const code = { method: 'totp', code: again.code(clock.now()) };
  await bodyOf(clock, again.post('/sign-in/second-factor', code));
  admin = again;
  await stepUp(clock, admin);
  await bodyOf(clock, admin.call('PATCH', `/staff/${sueId}`, { body: { disabled: true } }));
  expect(await due()).toBe(1);
  expect((await access('?due=true')).map(({ id }) => id)).not.toContain(sueId);
  const seen = { latest_access_since: latestOf(await access()) };
  await bodyOf(clock, admin.post('/access-reviews', seen));
  expect(await due()).toBe(0);
});
