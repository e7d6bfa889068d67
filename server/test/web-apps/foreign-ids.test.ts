/**
 * Guards: an id of another business reads exactly like one that never existed, in every call of the portal and
 * everywhere an id is accepted. Generated from the contract: every place × every kind of id in any document, those of
 * the partner API (orders, codes, claims, webhooks, events) included.
 */

import {
  operations as apiCalls,
  portalOperations,
  scopes,
  type WebAppOperation,
} from '@psnb2b/contract';
import type { TObject } from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { formatId, type IdPrefix, newUuid, parseId } from '../../src/kit/ids.ts';
import { recallFromBuyers } from '../../src/recalls/index.ts';
import {
  bodyOf,
  buy,
  colleague,
  file,
  formOf,
  openShop,
  type Shop,
  signUp,
  smallFile,
  staff,
  stepUp,
  storedState,
  upload,
  type Visitor,
} from '../../testkit/index.ts';

const operations = Object.values<WebAppOperation>(portalOperations);
const withIdInPath = operations.filter(({ params }) => params !== undefined);
const clock = drivenClock();
let shop: Shop;
/** A person has a limited number of calls a minute, so after some operations another person continues. */
const OPERATIONS_EACH = 5;
const thieves: Visitor[] = [];
/** What the attacker of the moment owns, so that one id of a path can be right and the next one foreign. */
const own = { order: '', claim: '', ticket: '', event: '' };
/** Ids of another business, at least one of each kind. */
const foreign = new Map<string, string>();

beforeAll(async () => {
  shop = await openShop({ clock, env: { ALLOW_PRIVATE_WEBHOOKS: 'true' } });
  await shop.stock({ codes: 20 });
  const victim = await signUp(shop, 'Victim');
  const { visitor: owner, partnerId } = victim;
  const agent = (await staff(shop, 'support')).visitor;
  const get = <Body>(path: string) => bodyOf<Body>(clock, owner.get<Body>(path));
  const post = <Body>(path: string, body?: unknown) =>
    bodyOf<Body>(clock, owner.post<Body>(path, body));
  foreign.set('loose file', await upload(owner));
  const document = await upload(owner);
  await post('/kyc-case/documents', { kind: 'tax', file_id: document });
  foreign.set('document', document);
  const attached = await upload(owner);
  const ticket = { topic: 'other', subject: 'Mine', text: 'Mine', attachments: [attached] };
  foreign.set('attachment', attached);
  const opened = await post<{ id: string; messages: { id: string }[] }>('/tickets', ticket);
  foreign.set('ticket', opened.id);
  foreign.set('message', opened.messages[0]?.id ?? '');
  foreign.set('case', (await get<{ id: string }>('/kyc-case')).id);
  await stepUp(clock, owner);
  foreign.set('test key', (await post<{ api_key: { id: string } }>('/keys')).api_key.id);
  const uuid = parseId('prt', partnerId) ?? '';
  await shop.change(uuid, { approved: true });
  await stepUp(clock, agent);
  const issued = agent.post<{ id: string }>(`/partners/${partnerId}/keys`, { mode: 'live' });
  foreign.set('unseen key', (await bodyOf(clock, issued)).id);
  foreign.set('partner', partnerId);
  const { user } = await get<{ user: { id: string } }>('/me');
  foreign.set('person', user.id);
  await colleague(shop, owner, 'buyer');
  await post('/invitations', { email: 'new@victim.example', role: 'buyer' });
  const invitations = await get<{ data: { id: string }[] }>('/invitations');
  foreign.set('invitation', invitations.data[0]?.id ?? '');
  const sessions = await get<{ data: { id: string }[] }>('/sessions');
  foreign.set('session', sessions.data[0]?.id ?? '');
  const news = await get<{ data: { id: string }[] }>('/notifications');
  foreign.set('notification', news.data[0]?.id ?? '');
  foreign.set('passkey', await madePasskey(user.id));
  foreign.set('invoice', await madeInvoice(uuid));
  await trade(uuid);
  const id = formatId('pur', newUuid());
  const line = { key: 'a', region: 'US', denomination: 50, quantity: 1 };
  foreign.set('purchase', (await post<{ id: string }>('/purchases', { id, lines: [line] })).id);
  for (let tried = -1; tried < withIdInPath.length; tried += OPERATIONS_EACH) {
    const { visitor } = await signUp(shop, 'Thief');
    await stepUp(clock, visitor);
    thieves.push(visitor);
  }
  await equip(thiefFor(null));
});
afterAll(() => shop[Symbol.asyncDispose]());

/** A passkey can only be made in a browser; for its id a row is enough. */
async function madePasskey(userId: string): Promise<string> {
  const id = newUuid();
  await shop.owner.transaction((tx) =>
    tx.query(
      `INSERT INTO identity.passkeys (passkey_id, user_id, credential_id, public_key, sign_count,
                                      transports, name, created_at)
       VALUES ($1, $2, 'credential', '\\x00', 0, '{}', 'Laptop', $3)`,
      [id, parseId('usr', userId), clock.now()],
    ),
  );
  return formatId('psk', id);
}

/** An invoice is issued once a month is over; for its id a row is enough. */
async function madeInvoice(partnerId: string): Promise<string> {
  const [made] = await shop.rows<{ id: string }>(
    `INSERT INTO invoicing.documents (document_id, tenant_id, kind, year, number, issued_at, month, currency, lines,
                                      total, net, tax, parties)
     SELECT gen_random_uuid(), t.tenant_id, 'invoice', 2026, 1, $2, '2026-01-01', 'USD', 1, 1, 1, 0, ''
       FROM partners.tenants t WHERE t.partner_id = $1 AND t.mode = 'live' RETURNING document_id AS id`,
    [partnerId, clock.now()],
  );
  return formatId('doc', made?.id ?? '');
}

/** What the victim's programs did: placed orders, filed a claim, registered a webhook. */
async function trade(partnerId: string): Promise<void> {
  const { depositId } = await shop.deposit(partnerId, '500.00');
  foreign.set('deposit', formatId('dep', depositId));
  const { keyId, text: key } = await shop.key(partnerId, { scopes });
  foreign.set('live key', formatId('key', keyId));
  const { order, codes } = await buy(shop, key, 2);
  foreign.set('order', order.id);
  foreign.set('code', codes[0]?.id ?? '');
  const { id: claim } = (await file(shop, key, order.id, [codes[0]?.id])).body;
  foreign.set('claim', claim);
  const give = { key, ...(await formOf(smallFile('small.png'))) };
  const evidence = await shop.call('POST', `/claims/${claim}/evidence`, give);
  foreign.set('evidence', /fil_[0-9a-z]{26}/.exec(evidence.text)?.[0] ?? evidence.text);
  const said = { key, body: { text: 'Look' } };
  const answered = await shop.call('POST', `/claims/${claim}/messages`, said);
  foreign.set('claim message', /msg_[0-9a-z]{26}/.exec(answered.text)?.[0] ?? '');
  const hook = { key, body: { url: 'http://127.0.0.1:9/hook' } };
  foreign.set('endpoint', String((await shop.call('POST', '/webhook_endpoints', hook)).body.id));
  const events = await shop.call<{ data: { id: string }[] }>('GET', '/events', { key });
  foreign.set('event', events.body.data[0]?.id ?? '');
  const { lotId } = await shop.stock({ codes: 1, region: 'GB' });
  const bad = { region: 'GB', denomination: 50, quantity: 1 };
  await shop.call('POST', '/orders', { key, body: bad });
  await recallFromBuyers(shop.app, { lotId }, { actor: 'staff:ann' });
  const [recall] = await shop.rows<{ id: string }>('SELECT recall_id AS id FROM recalls.notices');
  foreign.set('recall', formatId('rcl', recall?.id ?? ''));
}

/** Gives an attacker a claim and a ticket of their own. */
async function equip(thief: Visitor): Promise<void> {
  const { partner } = (await thief.get<{ partner: { id: string } }>('/me')).body;
  const uuid = parseId('prt', partner.id) ?? '';
  await shop.change(uuid, { approved: true });
  await shop.deposit(uuid, '500.00');
  const { text: key } = await shop.key(uuid);
  const { order, codes } = await buy(shop, key, 1);
  own.order = order.id;
  const events = await thief.get<{ data: { event_id: string }[] }>('/webhook-events');
  own.event = events.body.data[0]?.event_id ?? '';
  own.claim = (await file(shop, key, order.id, [codes[0]?.id])).body.id;
  const ticket = { topic: 'other', subject: 'Mine', text: 'Mine' };
  own.ticket = (await bodyOf<{ id: string }>(clock, thief.post('/tickets', ticket))).id;
}

/** A valid body, so that only the id can be refused. */
const BODIES: Readonly<Record<string, unknown>> = {
  addTicketMessage: { text: 'hello' },
  addClaimMessage: { text: 'hello' },
  nameKey: { name: 'Mine' },
  restrictKey: { scopes: ['read'] },
  revokeKey: { reason: 'mine now' },
  replayWebhookEvents: { after: 0 },
  returnCodes: { codes: ['cod_none'] },
  changeColleague: { role: 'owner' },
};

/** Returns everything that is stored, except the times of last use and the use of quotas. */
async function written(): Promise<Record<string, string>> {
  const state = await storedState(shop.owner.reads);
  return { ...state, 'identity.sessions': '', 'identity.users': '', 'quotas.uses': '' };
}

function neverWas(id: string): string {
  return formatId(id.slice(0, 3) as IdPrefix, newUuid());
}

/** The last one is for a path with no ids. */
function thiefFor(operation: WebAppOperation | null): Visitor {
  const index = operation ? Math.floor(withIdInPath.indexOf(operation) / OPERATIONS_EACH) : -1;
  const found = thieves.at(index);
  if (!found) throw new Error('there are enough thieves');
  return found;
}

async function seen(operation: WebAppOperation, id: string) {
  const names = Object.keys((operation.params as TObject).properties);
  const path = names.reduce((text, name) => text.replace(`{${name}}`, id), operation.path);
  const hasBody = operation.method !== 'GET' && operation.body !== undefined;
  const file = { name: 'scan.png', bytes: smallFile('small.png') };
  const options = operation.upload ? { file } : hasBody ? { body: BODIES[operation.id] ?? {} } : {};
  const { status, body } = await thiefFor(operation).call(operation.method, path, options);
  const { request_id: _, ...rest } = body;
  return { status, ...rest };
}

test('every kind of id can be tried', () => {
  for (const [kind, id] of foreign) expect(id, kind).toMatch(/^[a-z]{3}_[0-9a-z]{26}$/);
  expect(withIdInPath.length).toBeGreaterThan(10);
  const documents = JSON.stringify([portalOperations, apiCalls]);
  const named = new Set([...documents.matchAll(/\^([a-z]{3})_\[/g)].map(([, prefix]) => prefix));
  const tried = new Set([...foreign.values()].map((id) => id.slice(0, 3)));
  // Requests and attempts of a delivery only occur in replies; no call takes them. A way to pay in is the operator's.
  for (const prefix of ['req', 'whd', 'dpm']) named.delete(prefix);
  expect([...named].filter((prefix) => !tried.has(prefix ?? ''))).toEqual([]);
});

describe.each(withIdInPath)('$id', (operation) => {
  test('treats an id of another business in its path as unknown', async () => {
    const before = await written();
    for (const [kind, id] of foreign) {
      const refused = await seen(operation, id);
      expect(refused.status, `${kind}: ${JSON.stringify(refused)}`).toBe(404);
      expect(refused).toEqual(await seen(operation, neverWas(id)));
      expect(refused).toEqual(await seen(operation, 'no id at all'));
    }
    expect(await written()).toEqual(before);
  });
});

test('a foreign id is unknown even beside the caller’s own id in the same path', async () => {
  for (const [kind, id] of foreign) {
    const tell = async (each: string) => {
      const path = `/claims/${own.claim}/evidence/${each}`;
      const { status, body } = await thiefFor(null).get(path);
      return { status, code: body.code };
    };
    const refused = await tell(id);
    expect([kind, refused.status]).toEqual([kind, 404]);
    expect(refused).toEqual(await tell(neverWas(id)));
  }
});

/** Members of bodies that name something by its id: the call, and a body with such a member. */
const text = { subject: 'Give', text: 'Give' };
const claim = { reason: 'invalid', description: 'Give' };
const IN_BODIES: Readonly<Record<string, [string, (id: string) => unknown]>> = {
  'addKycDocument file_id': ['/kyc-case/documents', (id) => ({ kind: 'tax', file_id: id })],
  'createTicket attachments': [
    '/tickets',
    (id) => ({ ...text, topic: 'other', attachments: [id] }),
  ],
  'createTicket key_id': ['/tickets', (id) => ({ ...text, topic: 'key_rotation', key_id: id })],
  'createTicket order_id': ['/tickets', (id) => ({ ...text, topic: 'order', order_id: id })],
  'createTicket claim_id': ['/tickets', (id) => ({ ...text, topic: 'claim', claim_id: id })],
  'addTicketMessage attachments': [
    '/tickets/{own}/messages',
    (id) => ({ text: 'Give', attachments: [id] }),
  ],
  'redeliverEvent endpoint_id': [
    '/webhook-events/{event}/redeliver',
    (id) => ({ endpoint_id: id }),
  ],
  'createClaim order_id': ['/claims', (id) => ({ ...claim, order_id: id, codes: [id] })],
  'lookUpCode code_id': ['/codes/lookup', (id) => ({ code_id: id })],
  'revealCodes codes': ['/orders/{order}/codes', (id) => ({ codes: [id] })],
  'returnCodes codes': ['/orders/{order}/returns', (id) => ({ codes: [id] })],
  'createClaim codes': ['/claims', (id) => ({ ...claim, order_id: own.order, codes: [id] })],
};

describe('in a body', () => {
  test('every member that names something is tried', () => {
    const named = operations.flatMap(({ id, body }) =>
      Object.keys((body as TObject | undefined)?.properties ?? {})
        .filter((name) => /(?<!^tax)_id$|^(attachments|codes|until)$/.test(name))
        .map((name) => `${id} ${name}`),
    );
    // Marks as read the caller's own notifications older than this one, whosever it is.
    const tried = [...Object.keys(IN_BODIES), 'readNotifications until'];
    expect(named.sort()).toEqual(tried.sort());
  });

  test.each(Object.entries(IN_BODIES))(
    '%s treats ids of another business as unknown',
    async (_name, each) => {
      const [path, bodyFor] = each;
      const { visitor: thief } = await signUp(shop, 'Thief');
      await equip(thief);
      const before = await written();
      for (const [kind, id] of foreign) {
        const tell = async (given: string) => {
          const full = path
            .replace('{own}', own.ticket)
            .replace('{event}', own.event)
            .replace('{order}', own.order);
          const { status, body } = await thief.post(full, bodyFor(given));
          const { request_id: _, ...rest } = body;
          // The reply may repeat the id that was sent, and nothing else.
          return JSON.stringify({ status, ...rest }).replaceAll(given, 'the id');
        };
        const refused = await tell(id);
        expect(refused, kind).toMatch(/^\{"status":4(04|22),/);
        expect(refused).toEqual(await tell(neverWas(id)));
      }
      expect(await written()).toEqual(before);
    },
  );
});

test('and no list has anything of the other business', async () => {
  for (const operation of operations.filter((each) => each.method === 'GET' && !each.params)) {
    const { text } = await thiefFor(null).get(operation.path);
    for (const [kind, id] of foreign)
      expect(text.includes(id), `${operation.id} ${kind}`).toBe(false);
  }
});
