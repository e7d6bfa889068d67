/**
 * Guarantee: an id of another business reads exactly like one that never was, in every call of the
 * portal, wherever an id goes: generated from the contract, every place × every kind of id.
 */
import { type DoorOperation, portalOperations } from '@psnb2b/contract';
import type { TObject } from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { formatId, type IdPrefix, newUuid, parseId } from '../../src/kit/ids.ts';
import {
  bodyOf,
  colleague,
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

const operations = Object.values<DoorOperation>(portalOperations);
const withIdInPath = operations.filter(({ params }) => params !== undefined);
const clock = drivenClock();
let shop: Shop;
/** A person has so many calls a minute; every few operations somebody else tries. */
const OPERATIONS_EACH = 8;
const thieves: Visitor[] = [];
/** Ids of somebody else, one of each kind at least. */
const foreign = new Map<string, string>();

beforeAll(async () => {
  shop = await openShop({ clock });
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
  for (let tried = -1; tried < withIdInPath.length; tried += OPERATIONS_EACH) {
    const { visitor } = await signUp(shop, 'Thief');
    await stepUp(clock, visitor);
    thieves.push(visitor);
  }
});
afterAll(() => shop[Symbol.asyncDispose]());

/** A body that is in order, so that nothing but the id can be what is refused. */
const BODIES: Readonly<Record<string, unknown>> = {
  addTicketMessage: { text: 'hello' },
  addClaimMessage: { text: 'hello' },
  restrictKey: { scopes: ['read'] },
  revokeKey: { reason: 'mine now' },
  changeColleague: { role: 'owner' },
};

/** All that is stored, but for when people were last there. */
async function written(): Promise<Record<string, string>> {
  const state = await storedState(shop.app.database.reads);
  return { ...state, 'identity.sessions': '', 'identity.users': '' };
}

function neverWas(id: string): string {
  return formatId(id.slice(0, 3) as IdPrefix, newUuid());
}

/** The last one is for what is no path. */
function thiefFor(operation: DoorOperation | null): Visitor {
  const index = operation ? Math.floor(withIdInPath.indexOf(operation) / OPERATIONS_EACH) : -1;
  const found = thieves.at(index);
  if (!found) throw new Error('there are enough thieves');
  return found;
}

async function seen(operation: DoorOperation, id: string) {
  const names = Object.keys((operation.params as TObject).properties);
  const path = names.reduce((text, name) => text.replace(`{${name}}`, id), operation.path);
  const hasBody = operation.method !== 'GET' && operation.body !== undefined;
  const file = { name: 'scan.png', bytes: smallFile('small.png') };
  const options = operation.upload ? { file } : hasBody ? { body: BODIES[operation.id] ?? {} } : {};
  const { status, body } = await thiefFor(operation).call(operation.method, path, options);
  const { request_id: _, ...rest } = body;
  return { status, ...rest };
}

test('every kind of id is there to be tried', () => {
  for (const [kind, id] of foreign) expect(id, kind).toMatch(/^[a-z]{3}_[0-9a-z]{26}$/);
  expect(withIdInPath.length).toBeGreaterThan(10);
});

describe.each(withIdInPath)('$id', (operation) => {
  test('knows no id of another business in its path', async () => {
    for (const [kind, id] of foreign) {
      const before = await written();
      const refused = await seen(operation, id);
      expect(refused.status, `${kind}: ${JSON.stringify(refused)}`).toBe(404);
      expect(refused).toEqual(await seen(operation, neverWas(id)));
      expect(refused).toEqual(await seen(operation, 'no id at all'));
      const after = await written();
      expect(after, kind).toEqual(before);
    }
  });
});

describe('in a body', () => {
  const text = { subject: 'Give', text: 'Give' };
  test.each<[string, string, (id: string) => unknown]>([
    ['/kyc-case/documents', 'file', (id) => ({ kind: 'tax', file_id: id })],
    ['/tickets', 'file', (id) => ({ ...text, topic: 'other', attachments: [id] })],
    ['/tickets', 'key', (id) => ({ ...text, topic: 'key_rotation', key_id: id })],
    ['/tickets', 'order', (id) => ({ ...text, topic: 'order', order_id: id })],
    ['/tickets', 'claim', (id) => ({ ...text, topic: 'claim', claim_id: id })],
  ])('%s knows no %s of another business', async (path, _kind, bodyFor) => {
    for (const [kind, id] of foreign) {
      const tell = async (each: string) => {
        const { status, body } = await thiefFor(null).post(path, bodyFor(each));
        const { request_id: _, errors, ...rest } = body;
        return { status, ...rest, errors };
      };
      const refused = await tell(id);
      expect([404, 422], `${kind}: ${JSON.stringify(refused)}`).toContain(refused.status);
      expect(refused).toEqual(await tell(neverWas(id)));
    }
  });
});

test('and nothing of the other business is in any list', async () => {
  for (const operation of operations.filter((each) => each.method === 'GET' && !each.params)) {
    const { text } = await thiefFor(null).get(operation.path);
    for (const [kind, id] of foreign)
      expect(text.includes(id), `${operation.id} ${kind}`).toBe(false);
  }
});
