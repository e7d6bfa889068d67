/**
 * Guards: nobody weakens a safeguard alone that applies to them. More credit than one person may grant, a higher
 * approval limit, the reset of a colleague's second factors, one more admin: each is proposed, all admins and the
 * person concerned are notified, and a second admin approves it who was an admin before. Without a second admin it
 * waits for a day in which all staff are notified and can stop it.
 */
import { afterAll, beforeEach, expect, test } from 'vitest';
import { applyProposals } from '../../src/acts/index.ts';
import { setClaimLimit } from '../../src/claims/index.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import { formatId } from '../../src/kit/ids.ts';
import {
  bodyOf,
  codeOf,
  mailTo,
  openShop,
  PASSWORD,
  type Shop,
  staff,
  type Visitor,
  visitor,
} from '../../testkit/index.ts';

const HOUR = 60 * 60 * 1000;
type Member = Awaited<ReturnType<typeof staff>> & { id: string };

const clock = drivenClock();
let shop: Shop;
let ann: Member;
let bob: Member;
let fay: Member;
let sue: Member;
let partner: string;
const shops: Shop[] = [];
beforeEach(async () => {
  shop = await openShop({ clock, slowPasswords: true });
  shops.push(shop);
  ann = await member('admin');
  bob = await member('admin');
  fay = await member('finance');
  sue = await member('support');
  partner = formatId('prt', await shop.partner());
});
afterAll(async () => {
  for (const each of shops) await each[Symbol.asyncDispose]();
});

async function member(role: Parameters<typeof staff>[1]): Promise<Member> {
  const joined = await staff(shop, role);
  const { body } = await joined.visitor.get<{ user: { id: string } }>('/me');
  return { ...joined, id: body.user.id };
}

interface Proposal extends Record<string, unknown> {
  readonly id: string;
  readonly state: string;
  readonly takes_effect_at: string | null;
}

const credit = (by: Member, amount: string) =>
  by.visitor.call<Proposal>('PATCH', `/partners/${partner}/limits`, {
    body: { credit_limit: amount },
  });
const creditNow = async () => {
  const { body } = await bob.visitor.get<{ limits: { credit_limit: string } }>(
    `/partners/${partner}`,
  );
  return body.limits.credit_limit;
};
const approve = (by: Member, { id }: Proposal) =>
  by.visitor.post<Proposal>(`/proposals/${id}/approve`);
const refuse = (by: Member, { id }: Proposal) =>
  by.visitor.post<Proposal>(`/proposals/${id}/refuse`);
const waiting = async (by: Visitor = bob.visitor) =>
  (await by.get<{ data: Proposal[] }>('/proposals?state=waiting')).body.data;
async function proposed(work: Promise<{ status: number; body: Proposal }>): Promise<Proposal> {
  const { status, body } = await work;
  expect(status).toBe(202);
  return body;
}

test('a large credit is proposed, and granted once by an admin who did not propose it', async () => {
  const proposal = await proposed(credit(fay, '900000000.00'));
  expect(proposal).toMatchObject({
    ...{ kind: 'credit_limit', before: '0.00', after: '900000000.00', currency: 'USD' },
    ...{ takes_effect_at: null, may_approve: false, may_refuse: true, state: 'waiting' },
  });
  expect(await creditNow()).toBe('0.00');
  const { body: today } = await bob.visitor.get('/today');
  expect(today.proposals_waiting).toBe(1);
  for (const { email } of [ann, bob]) {
    expect(await lettersTo(email)).toContain('raise the credit limit of A Partner');
  }
  expect(await codeOf(approve(fay, proposal))).toBe('role_missing');
  expect((await approve(bob, proposal)).body).toMatchObject({ state: 'approved' });
  expect(await creditNow()).toBe('900000000.00');
  expect(await codeOf(approve(ann, proposal))).toBe('invalid_state');
  const acts = await shop.rows(
    `SELECT action, actor FROM audit.entries WHERE action LIKE 'proposal.%' OR action LIKE '%credit%'
      ORDER BY entry_id`,
  );
  expect(acts).toEqual([
    { action: 'proposal.made', actor: `staff:${fay.id}` },
    { action: 'proposal.approved', actor: `staff:${bob.id}` },
    { action: 'partner.credit_limit_set', actor: `staff:${bob.id}` },
  ]);
  expect(await shop.verify()).toEqual([]);
});

test('credit in small pieces, for several businesses, counts as one raise', async () => {
  expect((await credit(fay, '600.00')).status).toBe(200);
  expect((await credit(fay, '1000.00')).status).toBe(200);
  const first = partner;
  partner = formatId('prt', await shop.partner());
  expect((await credit(fay, '100.00')).status).toBe(202);
  partner = first;
  expect((await credit(fay, '0.00')).status, 'less is free').toBe(200);
  expect((await credit(fay, '1000.00')).status, 'and cannot be given out again').toBe(202);
  clock.advance(7 * 24 * HOUR);
  const later = await freshSession(fay);
  expect((await credit(later, '1000.00')).status, 'until the week is over').toBe(200);
});

test('two people who approve at once apply it once; the proposer can never approve', async () => {
  const proposal = await proposed(credit(ann, '5000.00'));
  expect(await codeOf(approve(ann, proposal))).toBe('invalid_state');
  const cay = await member('admin');
  const late = await approve(cay, proposal);
  expect(late.body).toMatchObject({ code: 'invalid_state' });
  expect(String(late.body.detail)).toContain('You were no admin when it was proposed');
  const second = await proposed(credit(ann, '6000.00'));
  const all = await Promise.all([approve(bob, second), approve(cay, second), approve(bob, second)]);
  expect(all.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  expect(await creditNow()).toBe('6000.00');
  expect(await codeOf(approve(bob, proposal)), 'the older one was overtaken').toBe('invalid_state');
});

test('values that changed since the proposal are not overwritten', async () => {
  const proposal = await proposed(credit(ann, '5000.00'));
  expect((await credit(ann, '10.00')).status).toBe(200);
  expect(await codeOf(approve(bob, proposal))).toBe('invalid_state');
  expect(await creditNow()).toBe('10.00');
  expect(await waiting()).toEqual([]);
});

test('one person cannot raise the limit of what one person may approve; a lower limit applies at once', async () => {
  const set = (by: Member, amount: string) =>
    by.visitor.post<Proposal>('/claim-terms/limits', { currency: 'USD', one_person_max: amount });
  const proposal = await proposed(set(ann, '90000.00'));
  const limit = async () =>
    (await ann.visitor.get<{ limits: object[] }>('/claim-terms')).body.limits;
  expect(await limit()).not.toContainEqual(expect.objectContaining({ one_person_max: '90000.00' }));
  expect((await set(ann, '100.00')).status).toBe(200);
  expect(await codeOf(approve(bob, proposal)), 'a lower limit drops it').toBe('invalid_state');
  const again = await proposed(set(ann, '200.00'));
  expect((await approve(bob, again)).status).toBe(200);
  expect(await limit()).toContainEqual(expect.objectContaining({ one_person_max: '200.00' }));
  const by = { actor: 'operator:command-line', at: clock.now() };
  await shop.app.database.transaction((tx) => setClaimLimit(tx, shop.app, 'USD', 30_000, by));
  expect(await lettersTo(bob.email)).toContain('200.00 → 300.00 USD');
});

test('a colleague’s second factors are reset by two people, after the colleague was notified', async () => {
  const reset = (by: Member, id: string) =>
    by.visitor.post<Proposal>(`/staff/${id}/reset-second-factor`);
  const proposal = await proposed(reset(ann, sue.id));
  expect((await sue.visitor.get('/me')).status, 'nothing has happened yet').toBe(200);
  expect(await lettersTo(sue.email)).toContain('this is your account');
  expect((await refuse(sue, proposal)).body).toMatchObject({ state: 'refused' });
  const again = await proposed(reset(ann, sue.id));
  expect(await codeOf(approve(ann, again))).toBe('invalid_state');
  expect((await approve(bob, again)).status).toBe(200);
  expect((await sue.visitor.get('/me')).status).toBe(401);
  expect(await lettersTo(sue.email)).toContain('were reset');

  // A person who requests a link to the colleague's account cannot read it in the outbox.
  await visitor(shop, 'console').post('/password-resets', { email: sue.email });
  expect((await mailTo(shop, sue.email))?.text, 'there is a link').toContain('#token=');
  for (const by of [ann, bob]) {
    const list = await by.visitor.get<{ data: { id: string }[] }>(`/emails?to=${sue.email}`);
    const { body } = await by.visitor.get(`/emails/${list.body.data[0]?.id}`);
    expect(body.text).toContain('(the link is not shown)');
  }
  await ann.visitor.post('/invitations', { email: 'me-too@staff.example', role: 'support' });
  await mailTo(shop, 'me-too@staff.example');
  const { body: list } = await ann.visitor.get<{ data: { id: string }[] }>(
    '/emails?to=me-too@staff.example',
  );
  const read = async (by: Member) =>
    String((await by.visitor.get(`/emails/${list.data[0]?.id}`)).body.text);
  expect(await read(ann), 'who invited does not become the colleague').not.toContain('#token=');
  expect(await read(bob)).toContain('#token=');
});

test('an admin cannot appoint a second admin alone', async () => {
  const change = (by: Member, id: string, body: object) =>
    by.visitor.call<Proposal>('PATCH', `/staff/${id}`, { body });
  const proposal = await proposed(change(ann, sue.id, { role: 'admin' }));
  const credited = await proposed(credit(ann, '5000.00'));
  expect((await approve(bob, proposal)).status).toBe(200);
  expect(await codeOf(approve(sue, credited)), 'not what was proposed before').toBe(
    'invalid_state',
  );
  // A removed person becomes an admin again by two people only.
  expect((await change(ann, sue.id, { disabled: true })).status).toBe(200);
  expect((await change(ann, sue.id, { disabled: false })).status).toBe(202);
});

test('an admin who removed the other admin still waits for a day, in which all staff are notified and can stop it', async () => {
  const before = await proposed(credit(ann, '5000.00'));
  const disabled = await ann.visitor.call('PATCH', `/staff/${bob.id}`, {
    body: { disabled: true },
  });
  expect(disabled.status).toBe(200);
  clock.advance(48 * HOUR);
  expect(await applyProposals(shop.app), 'what waits for a person waits for ever').toBe(0);
  const alone = await freshSession(ann);
  const proposal = await proposed(credit(alone, '7000.00'));
  expect(proposal.takes_effect_at).toBe(new Date(clock.now().getTime() + 24 * HOUR).toISOString());
  for (const { email } of [bob, fay, sue]) {
    expect(await lettersTo(email), email).toContain('unless somebody rejects it');
  }
  expect(await codeOf(approve(alone, proposal))).toBe('invalid_state');
  clock.advance(24 * HOUR - 60_000);
  expect(await applyProposals(shop.app)).toBe(0);
  const fresh = await freshSession(sue);
  expect((await refuse(fresh, proposal)).status).toBe(200);
  expect((await refuse(fresh, before)).body.code).toBe('invalid_state');
  clock.advance(60_000);
  expect(await applyProposals(shop.app)).toBe(0);

  const admin = await freshSession(ann);
  const again = await proposed(credit(admin, '7000.00'));
  clock.advance(24 * HOUR);
  expect(await applyProposals(shop.app)).toBe(1);
  expect(await applyProposals(shop.app), 'once').toBe(0);
  const stored = await shop.rows('SELECT state FROM proposals.proposals WHERE state <> $1', [
    'dropped',
  ]);
  expect(stored).toContainEqual({ state: 'approved' });
  const [account] = await shop.rows(
    `SELECT max(credit_limit)::text AS credit_limit FROM ledger.accounts`,
  );
  expect(account).toEqual({ credit_limit: '700000' });
  expect(again.state).toBe('waiting');
});

test('the proposals of a person who loses their role are dropped', async () => {
  await proposed(credit(fay, '5000.00'));
  await bodyOf(clock, ann.visitor.call('PATCH', `/staff/${fay.id}`, { body: { role: 'stock' } }));
  expect(await waiting()).toEqual([]);
});

/** Returns subjects and texts of all e-mails to an address. */
async function lettersTo(email: string): Promise<string> {
  const letters = await shop.rows<{ text: string }>(
    `SELECT subject || ': ' || body_text AS text FROM kit.emails WHERE recipient = $1`,
    [email],
  );
  return letters.map(({ text }) => text).join('\n');
}

/** Signs in and proves the second factor again: console sessions last half a day. */
async function freshSession(one: Member): Promise<Member> {
  clock.advance(30_000);
  const person = visitor(shop, 'console');
  person.totpSecret = one.visitor.totpSecret;
  await person.post('/sign-in', { email: one.email, password: PASSWORD });
  const code = person.code(clock.now());
  const done = await person.post('/sign-in/second-factor', { method: 'totp', code });
  expect(done.status, done.text).toBe(200);
  return { ...one, visitor: person };
}
