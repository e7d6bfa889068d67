/**
 * Guards: one person of the staff has one account and is one person, as far as a machine can see it: another spelling of a colleague's
 * mailbox is not invited and not changed to, and who proposed does not approve from another browser or by a direct call.
 */
import type { Me, Proposal } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invite as inviteTo } from '../../src/identity/index.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import { readEmail } from '../../src/kit/email-address.ts';
import { parseId } from '../../src/kit/ids.ts';
import {
  bodyOf,
  openShop,
  PASSWORD,
  type Shop,
  signUp,
  staff,
  stepUp,
  type Visitor,
  visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let ann: Visitor;
let fay: Visitor;
beforeAll(async () => {
  shop = await openShop({ clock });
  ann = (await staff(shop, 'admin')).visitor;
  fay = (await staff(shop, 'finance')).visitor;
  for (const each of [ann, fay]) await stepUp(clock, each);
});
afterAll(() => shop[Symbol.asyncDispose]());

const invite = (email: string) =>
  ann.post<{ code?: string }>('/invitations', { email, role: 'read_only' });
const emailOf = async (who: Visitor) => (await bodyOf<Me>(clock, who.get('/me'))).user.email;
const taken = {
  status: 422,
  body: { errors: [expect.objectContaining({ pointer: '/email', code: 'taken' })] },
};

test('another spelling of the mailbox of a colleague, or of somebody invited, is not invited', async () => {
  const [name, host] = (await emailOf(fay)).split('@');
  expect(await invite(`${name}+two@${host}`)).toMatchObject(taken);
  expect((await invite('sue.long@staff.example')).status).toBe(201);
  for (const email of [
    'suelong@staff.example',
    'SUE.LONG+b@staff.example',
    's.u.e.long@staff.example',
  ]) {
    expect(await invite(email)).toMatchObject(taken);
  }
  expect((await invite('sue.long@staff.example')).status).toBe(201);
  expect((await invite('suelong@other.example')).status).toBe(201);
});

test('of two invitations of one mailbox at one moment, one is sent, and one is accepted', async () => {
  const sent = await Promise.all(
    ['kim.lee@staff.example', 'kimlee@staff.example'].map((email) => invite(email)),
  );
  expect(sent.map(({ status }) => status).sort()).toEqual([201, 422]);
  // Two links of one mailbox, as they could be made before.
  const tokens: string[] = [];
  for (const email of ['joe.one@staff.example', 'ann.two@staff.example']) {
    const by = { actor: 'operator:test', at: clock.now() };
    const person = {
      webApp: 'console',
      partnerId: null,
      into: 'staff',
      invitedBy: 'test',
    } as const;
    const { url } = await shop.app.database.transaction((tx) =>
      inviteTo(tx, shop.app, { ...person, email: readEmail(email), role: 'read_only' }, false, by),
    );
    tokens.push(String(url.split('#token=')[1]));
  }
  await shop.rows(
    `UPDATE identity.links SET email = 'joeone@staff.example' WHERE email = 'ann.two@staff.example'`,
  );
  const accepted = await Promise.all(
    tokens.map((token) =>
      visitor(shop, 'console').post('/invitations/accept', {
        token,
        name: 'Joe',
        password: PASSWORD,
      }),
    ),
  );
  expect(accepted.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('nobody changes their address to a spelling of a colleague’s mailbox; to one of their own they may', async () => {
  const [name, host] = (await emailOf(ann)).split('@');
  const change = (who: Visitor, email: string) => who.post('/me/email', { email });
  expect(await change(fay, `${name}+mine@${host}`)).toMatchObject(taken);
  const own = await emailOf(fay);
  expect((await change(fay, own.replace('@', '+new@'))).status).toBeLessThan(300);
});

test('who proposed does not approve, whatever browser or program calls', async () => {
  const { partnerId } = await signUp(shop);
  const asked = await bodyOf<Proposal>(
    clock,
    ann.post(`/partners/${partnerId}/propose-approval`, { reason: 'Known for years.' }),
  );
  const [row] = await shop.rows<{ user_id: string }>(
    `SELECT user_id FROM identity.users WHERE email = $1 AND door = 'console'`,
    [await emailOf(ann)],
  );
  expect(parseId('usr', asked.proposed_by.id)).toBe(row?.user_id);
  const again = await ann.call('POST', `/proposals/${asked.id}/approve`, {
    headers: { 'user-agent': 'another browser' },
  });
  expect(again).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
});

test('a person of a business under another spelling of their mailbox decides on nothing of it', async () => {
  const { visitor: owner, partnerId } = await signUp(shop);
  await stepUp(clock, owner);
  const tagged = (await emailOf(fay)).replace('@', '+shop@');
  await bodyOf(clock, owner.post('/invitations', { email: tagged, role: 'buyer' }));
  const answer = await fay.post(`/partners/${partnerId}/propose-approval`, { reason: 'Mine.' });
  expect(answer).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
});
