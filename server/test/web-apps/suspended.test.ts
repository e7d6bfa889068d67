/**
 * Guards: the people of a suspended business can read everything, manage their own accounts, write to support, continue
 * claims and their review, and remove rights; every call that grants rights or shows secrets is refused. Tried with
 * every call of the portal, by its declaration.
 */
import { mayWhileSuspended, portalOperations, type WebAppOperation } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { formatId, newUuid, parseId } from '../../src/kit/ids.ts';
import { resumePartner, suspendPartner } from '../../src/partners/index.ts';
import {
  codeOf,
  openShop,
  PASSWORD,
  type Shop,
  signUp,
  stepUp,
  tokenMailedTo,
  type Visitor,
  visitor,
} from '../../testkit/index.ts';

/** Calls that grant rights or show a secret: a suspended business can make none of them. */
const GIVES = [
  'invite',
  'changeColleague',
  'createTestKey',
  'revealKey',
  'setPublicKey',
  'drawWebhookSecret',
  'revealCodes',
  'readPurchaseCodes',
  'sendPurchase',
  'createWebhookEndpoint',
  'rotateWebhookSecret',
];
/** Calls that end the session that the table of calls uses. */
const OF_ITSELF = new Set(['signOut', 'revokeOtherSessions', 'changePassword']);

const clock = drivenClock();
let shop: Shop;
let owner: Visitor;
let token: string;
let partnerId: string;
beforeAll(async () => {
  shop = await openShop({ clock });
  const business = await signUp(shop);
  owner = business.visitor;
  partnerId = parseId('prt', business.partnerId) ?? '';
  await owner.post('/invitations', { email: 'late@shop.example', role: 'owner' });
  token = await tokenMailedTo(shop, 'late@shop.example');
  const by = { actor: 'operator:test', at: clock.now() };
  await shop.app.database.transaction((tx) => suspendPartner(tx, shop.app, partnerId, 'x', by));
});
afterAll(() => shop[Symbol.asyncDispose]());

const CALLS = Object.values<WebAppOperation>(portalOperations).filter(
  ({ id }) => !OF_ITSELF.has(id),
);

async function answerTo({ method, path }: WebAppOperation): Promise<unknown> {
  const at = path.replaceAll(/\{\w+\}/g, formatId('usr', newUuid()));
  const options = method === 'GET' ? {} : { body: { unknown: 1 } };
  return (await owner.call(method, at, options)).body.code;
}

test.each(CALLS)('$id', async (operation) => {
  await stepUp(clock, owner);
  const code = await answerTo(operation);
  if (mayWhileSuspended(operation)) expect(code).not.toBe('partner_suspended');
  else expect(code).toBe('partner_suspended');
});

test('every call that grants rights or shows secrets is refused, by name', () => {
  const refused = CALLS.filter((operation) => !mayWhileSuspended(operation)).map(({ id }) => id);
  expect(refused).toEqual(expect.arrayContaining(GIVES));
});

describe('a suspended business', () => {
  test('gets no new people by an invitation that was sent before', async () => {
    const late = visitor(shop, 'portal');
    const joined = late.post('/invitations/accept', { token, name: 'Late', password: PASSWORD });
    expect(await codeOf(joined)).toBe('link_invalid');
  });

  test('reads, and writes to support', async () => {
    expect((await owner.get('/business')).status).toBe(200);
    const ticket = { topic: 'other', subject: 'Why?', text: 'Why are we suspended?' };
    expect((await owner.post('/tickets', ticket)).status).toBe(201);
    const { body } = await owner.get<{ may: string[] }>('/me');
    expect(body.may).toContain('createTicket');
    expect(body.may).not.toContain('invite');
  });

  test('continues as before once it is resumed', async () => {
    const by = { actor: 'operator:test', at: clock.now() };
    await shop.app.database.transaction((tx) => resumePartner(tx, shop.app, partnerId, by));
    await stepUp(clock, owner);
    expect((await owner.post('/keys')).status).toBe(201);
  });
});
