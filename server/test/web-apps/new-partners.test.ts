/**
 * Guards: staff create a business whose owner confirms the address and sets the password; it buys nothing before its review, unless
 * two people approve it; one that may be the same is seen first; and nobody decides on a business of their own.
 */
import type { Me, Partner, PartnerDuplicate, Proposal } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { sealProfiles } from '../../src/partners/index.ts';
import {
  bodyOf,
  openShop,
  PASSWORD,
  type Shop,
  signUp,
  staff,
  stepUp,
  tokenMailedTo,
  type Visitor,
  visitor,
} from '../../testkit/index.ts';

const REASON = 'It bought from us for years.';
const clock = drivenClock();
let shop: Shop;
let ann: Visitor;
let bob: Visitor;
let fay: Visitor;
let emailOfFay: string;

beforeAll(async () => {
  shop = await openShop({ clock });
  ann = (await staff(shop, 'admin')).visitor;
  bob = (await staff(shop, 'admin')).visitor;
  fay = (await staff(shop, 'finance')).visitor;
  for (const each of [ann, bob, fay]) await stepUp(clock, each);
  emailOfFay = (await get<Me>(fay, '/me')).user.email;
});
afterAll(() => shop[Symbol.asyncDispose]());

const get = <Body>(person: Visitor, path: string) => bodyOf<Body>(clock, person.get<Body>(path));
const read = (id: string) => get<Partner>(fay, `/partners/${id}`);

let made = 0;
/** Something to create that nobody else has. */
function wanted(more: object = {}) {
  made += 1;
  const name = `Nordwind ${made}`;
  return { name, email: `owner${made}@nordwind.example`, country: 'DE', currency: 'USD', ...more };
}
interface Created {
  readonly code?: string;
  readonly detail?: string;
  readonly partner: { readonly id: string };
  readonly proposals: readonly Proposal[];
}
const create = (body: object, by: Visitor = fay) => by.post<Created>('/partners', body);
const idOf = async (body: object, by: Visitor = fay) =>
  (await bodyOf<Created>(clock, create(body, by))).partner.id;
const approve = (by: Visitor, id: string) => by.post<{ code?: string }>(`/proposals/${id}/approve`);

async function join(email: string): Promise<Visitor> {
  const owner = visitor(shop, 'portal');
  const token = await tokenMailedTo(shop, email);
  const accepted = { token, name: 'Olga Owner', password: PASSWORD };
  await bodyOf(clock, owner.post('/invitations/accept', accepted));
  return owner;
}

test('its owner is invited, sets a password, and owns a business that is not approved', async () => {
  const body = wanted({ registration_number: 'HRB 1 047', limits: { invoice_limit: '250.00' } });
  const id = await idOf(body);
  expect(await read(id)).toMatchObject({
    ...{ status: 'new', kyc_status: 'draft', people: [], name: body.name },
    ...{ profile: { registration_number: 'HRB 1 047' }, limits: { invoice_limit: '250.00' } },
    invitation_until: expect.stringMatching(/^\d{4}-/),
  });
  const owner = await join(body.email);
  expect(await get<Me>(owner, '/me')).toMatchObject({
    user: { role: 'owner', email: body.email },
    partner: { id, name: body.name },
  });
  expect(await read(id)).toMatchObject({ invitation_until: null, people: [{ role: 'owner' }] });
  const { text: key } = await shop.key(parseId('prt', id) ?? '');
  await shop.stock({ codes: 1 });
  const order = { region: 'US', denomination: 50, quantity: 1 };
  expect(await shop.call('POST', '/orders', { key, body: order })).toMatchObject({
    body: { code: 'partner_not_approved' },
  });
});

test('as many as there are connections can be entered at one moment', async () => {
  const seen = [await idOf(wanted())];
  const entered = Array.from({ length: 16 }, () => create(wanted({ duplicates_seen: seen })));
  const statuses = (await Promise.all(entered)).map(({ status }) => status);
  expect(statuses).toEqual(statuses.map(() => 201));
});

test('without a review it is approved by two people, and by none of its own', async () => {
  const asked = await bodyOf<Created>(clock, create(wanted({ approve_reason: REASON }), ann));
  const [proposal] = asked.proposals;
  expect(asked.proposals).toMatchObject([{ kind: 'partner_approval', reason: REASON }]);
  expect((await approve(ann, proposal?.id ?? '')).status).toBe(409);
  expect((await read(asked.partner.id)).status).toBe('new');
  expect((await approve(bob, proposal?.id ?? '')).status).toBe(200);
  expect(await read(asked.partner.id)).toMatchObject({ status: 'approved', kyc_status: 'draft' });
  const again = await fay.post(`/partners/${asked.partner.id}/propose-approval`, { reason: 'No' });
  expect(again).toMatchObject({ status: 409, body: { code: 'invalid_state' } });

  const own = await create(wanted({ email: emailOfFay, approve_reason: REASON }));
  expect(own).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
  const later = await idOf(wanted({ email: emailOfFay }), ann);
  expect(await fay.post(`/partners/${later}/propose-approval`, { reason: REASON })).toMatchObject({
    status: 409,
    body: { code: 'invalid_state' },
  });
});

test('a rejected business is not approved around its review', async () => {
  const id = await idOf(wanted());
  const asked = await bodyOf<Proposal>(
    clock,
    fay.post(`/partners/${id}/propose-approval`, { reason: REASON }),
  );
  await shop.rows(
    `UPDATE partners.kyc_cases SET status = 'rejected', decided_at = now(), reviewer = 'Rita', reason = 'No'
      WHERE partner_id = $1`,
    [parseId('prt', id)],
  );
  expect(await approve(ann, asked.id)).toMatchObject({
    status: 409,
    body: { code: 'invalid_state' },
  });
  expect((await read(id)).status).toBe('new');
});

test('more credit than one person may grant waits, the rest of the business is made', async () => {
  const limits = { credit_limit: '900000.00', approval_limit: '500.00' };
  const { partner, proposals } = await bodyOf<Created>(clock, create(wanted({ limits })));
  expect(proposals).toMatchObject([{ kind: 'credit_limit', after: '900000.00' }]);
  expect((await read(partner.id)).limits).toMatchObject({
    credit_limit: '0.00',
    approval_limit: '500.00',
  });
});

test('one that may be the same is seen first: by address, name or registration number', async () => {
  const first = wanted({ registration_number: 'HRB 90-210' });
  const id = await idOf(first);
  const like = async (body: object) =>
    (
      await bodyOf<{ data: PartnerDuplicate[] }>(clock, fay.post('/partners/duplicates', body))
    ).data.map(({ partner, same }) => [partner.id, same]);
  expect(await like({ email: first.email.toUpperCase() })).toEqual([[id, ['email']]]);
  expect(await like({ name: ` ${first.name.toUpperCase()}, ` })).toEqual([[id, ['name']]]);
  expect(await like({ registration_number: 'hrb90210' })).toEqual([[id, ['registration_number']]]);
  expect(await like({ name: 'Nord', email: 'other@nordwind.example' })).toEqual([]);

  const twin = wanted({ registration_number: 'HRB90210' });
  const refused = await create(twin);
  expect(refused).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
  expect(refused.body.detail).toContain(first.name);
  expect(await create({ ...twin, duplicates_seen: [await idOf(wanted())] })).toMatchObject({
    status: 409,
  });
  expect((await create({ ...twin, duplicates_seen: [id] })).status).toBe(201);

  const joined = await signUp(shop, 'Anders GmbH');
  expect(await create(wanted({ email: joined.email }))).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/email', code: 'taken' }] },
  });
});

test('two colleagues who enter the same business at once make one', async () => {
  const body = wanted();
  const answers = await Promise.all([create(body), create(body, ann), create(body, bob)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
});

test('a number from before numbers were compared is found once the worker has read it', async () => {
  const id = await idOf(wanted({ registration_number: 'OLD 12' }));
  await shop.rows('UPDATE partners.profiles SET registration_hash = NULL WHERE partner_id = $1', [
    parseId('prt', id),
  ]);
  const { app } = shop;
  expect(await app.database.transaction((tx) => sealProfiles(tx, app.vault))).toBe(1);
  const found = await bodyOf<{ data: PartnerDuplicate[] }>(
    clock,
    fay.post('/partners/duplicates', { registration_number: 'old12' }),
  );
  expect(found.data).toMatchObject([{ partner: { id } }]);
});

test('the owner is invited again, at the same address, until somebody joined; who invites reads no link', async () => {
  const body = wanted();
  const id = await idOf(body);
  const early = await tokenMailedTo(shop, body.email);
  const again = () => ann.post<{ code?: string }>(`/partners/${id}/invite-owner`);
  expect((await again()).status).toBe(200);
  const late = { token: early, name: 'Olga', password: PASSWORD };
  expect(await visitor(shop, 'portal').post('/invitations/accept', late)).toMatchObject({
    body: { code: 'link_invalid' },
  });
  const mails = await get<{ data: { id: string; to: string }[] }>(ann, '/emails');
  const mail = mails.data.find(({ to }) => to === body.email);
  const shown = await get<{ text: string }>(ann, `/emails/${mail?.id}`);
  expect(shown.text).not.toMatch(/#token=[\w-]{10}/);
  await join(body.email);
  expect(await again()).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
});

test('a repeated request creates one business; support and stock create none', async () => {
  const body = wanted();
  const send = () =>
    fay.call<Created>('POST', '/partners', { body, headers: { 'idempotency-key': 'once-4711' } });
  const [first, second] = [await send(), await send()];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body.partner.id).toBe(first.body.partner.id);
  for (const role of ['support', 'stock', 'read_only'] as const) {
    const { visitor: other } = await staff(shop, role);
    await stepUp(clock, other);
    expect((await create(wanted(), other)).status).toBe(403);
  }
});
