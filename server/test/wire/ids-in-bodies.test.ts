/**
 * Guards: an id in a body that names nothing of the caller's is refused with its pointer, in every call of every API
 * that takes one; the contract declares which calls do.
 */
import { operations, type Problem, webAppOperations } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { formatId, newUuid, parseId } from '../../src/kit/ids.ts';
import {
  camtFile,
  openShop,
  type Shop,
  signUp,
  staff,
  statementOf,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

interface Shape {
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
}

/** A tax number is no id of ours; notifications are read up to an id, whether it exists or not. */
const NO_IDS: ReadonlySet<string> = new Set(['tax_id', 'until']);

/** Returns the pointers of all ids in a body, by the pattern of ids or by their name; `0` is an entry. */
function idsIn(shape: Shape | undefined, pointer = ''): string[] {
  if (!shape) return [];
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  const isId = /^\^[a-z]{3}_/.test(shape.pattern ?? '') || /^\w+_id$/.test(name);
  return [
    ...(isId && !NO_IDS.has(name) ? [pointer] : []),
    ...Object.entries(shape.properties ?? {}).flatMap(([each, inner]) =>
      idsIn(inner, `${pointer}/${each}`),
    ),
    ...idsIn(shape.items, `${pointer}/0`),
    ...(shape.anyOf ?? []).flatMap((inner) => idsIn(inner, pointer)),
  ];
}

/** Ids that the caller makes. */
const MADE: ReadonlySet<string> = new Set(['portal sendPurchase /id']);

const IDS = Object.entries({ api: operations, ...webAppOperations }).flatMap(([webApp, calls]) =>
  Object.values(calls as Record<string, { id: string; body?: Shape }>).flatMap(({ id, body }) =>
    [...new Set(idsIn(body))]
      .map((pointer) => `${webApp} ${id} ${pointer}`)
      .filter((each) => !MADE.has(each)),
  ),
);

const clock = drivenClock();
let shop: Shop;
let api: string;
let owner: Visitor;
let agent: Visitor;
let partnerId: string;
let ticketId: string;
let keyId: string;
let eventId: string;
let ownEventId: string;
let claimId: string;
let priceListId: string;
let lineId: string;
beforeAll(async () => {
  shop = await openShop({ clock });
  await shop.stock({ codes: 5 });
  const bought = await shop.buyer({ balance: '900.00' });
  api = (
    await shop.key(bought.partnerId, { scopes: ['read', 'orders', 'codes', 'claims', 'webhooks'] })
  ).text;
  const body = { region: 'US', denomination: 50, quantity: 1 };
  const order = await shop.call<{ id: string }>('POST', '/orders', { key: bought.key, body });
  const codes = await shop.call<{ data: { id: string }[] }>(
    'GET',
    `/orders/${order.body.id}/codes`,
    {
      key: bought.key,
    },
  );
  const filing = { ...claim(), codes: [codes.body.data[0]?.id], order_id: order.body.id };
  claimId = (await shop.call<{ id: string }>('POST', '/claims', { key: api, body: filing })).body
    .id;
  const events = await shop.call<{ data: { id: string }[] }>('GET', '/events', { key: api });
  eventId = events.body.data[0]?.id ?? '';
  ({ visitor: owner, partnerId } = await signUp(shop));
  agent = (await staff(shop, 'admin')).visitor;
  for (const each of [owner, agent]) await stepUp(clock, each);
  const uuid = parseId('prt', partnerId) ?? '';
  await shop.change(uuid, { approved: true });
  await shop.deposit(uuid, '90.00');
  const own = { key: (await shop.key(uuid)).text, body };
  await shop.call('POST', '/orders', own);
  const news = await owner.get<{ data: { event_id: string }[] }>('/webhook-events');
  ownEventId = news.body.data[0]?.event_id ?? '';
  const ticket = { topic: 'billing', subject: 'Invoice', text: 'Where is it?' };
  ticketId = (await owner.post<{ id: string }>('/tickets', ticket)).body.id;
  const key = await agent.post<{ id: string }>(`/partners/${partnerId}/keys`, { mode: 'test' });
  keyId = key.body.id;
  const account = { name: 'Main', number: '4711', currency: 'USD' };
  await agent.post('/bank-accounts', account);
  const days = ['2026-11-04', '2026-11-04'] as const;
  const bytes = camtFile([statementOf('4711', days, 0, [{ day: days[0], amount: 100 }])]);
  const file = { name: 'a.xml', bytes: new Uint8Array(bytes) };
  await agent.call('POST', '/bank-statements', { file });
  const lines = await agent.get<{ data: { id: string }[] }>('/bank-lines');
  lineId = lines.body.data[0]?.id ?? '';
  const list = { name: 'Resellers', currency: 'USD' };
  priceListId = (await agent.post<{ id: string }>('/price-lists', list)).body.id;
});
afterAll(() => shop[Symbol.asyncDispose]());

const nowhere = (prefix: Parameters<typeof formatId>[0]) => formatId(prefix, newUuid());
const claim = () => ({
  codes: [nowhere('cod')],
  reason: 'failed',
  description: 'It is cut short.',
});
const ticket = (about: object) => ({ topic: 'order', subject: 'Order', text: 'See.', ...about });
const letter = (about: object) => ({
  ...{ partner_id: partnerId, topic: 'order', subject: 'Your order', text: 'See.' },
  ...about,
});
const payment = { reference: 'bank 4711', sent_amount: '10.00', amount: '10.00' };
type Send = readonly [who: 'api' | 'portal' | 'console', path: () => string, body: () => object];

/** One request for each: only the id is wrong. */
const SENDS: Readonly<Record<string, Send>> = {
  'api createClaim /order_id': [
    'api',
    () => '/claims',
    () => ({ ...claim(), order_id: nowhere('ord') }),
  ],
  'api lookUpCode /code_id': ['api', () => '/codes/lookup', () => ({ code_id: nowhere('cod') })],
  'portal lookUpCode /code_id': [
    'portal',
    () => '/codes/lookup',
    () => ({ code_id: nowhere('cod') }),
  ],
  'api redeliverEvent /endpoint_id': [
    'api',
    () => `/events/${eventId}/redeliver`,
    () => ({ endpoint_id: nowhere('whe') }),
  ],
  'portal addKycDocument /file_id': [
    'portal',
    () => '/kyc-case/documents',
    () => ({ kind: 'registration', file_id: nowhere('fil') }),
  ],
  'portal createTicket /attachments/0': [
    'portal',
    () => '/tickets',
    () => ticket({ attachments: [nowhere('fil')] }),
  ],
  'portal createTicket /key_id': [
    'portal',
    () => '/tickets',
    () => ticket({ key_id: nowhere('key') }),
  ],
  'portal createTicket /order_id': [
    'portal',
    () => '/tickets',
    () => ticket({ order_id: nowhere('ord') }),
  ],
  'portal createTicket /claim_id': [
    'portal',
    () => '/tickets',
    () => ticket({ claim_id: nowhere('clm') }),
  ],
  'portal addTicketMessage /attachments/0': [
    'portal',
    () => `/tickets/${ticketId}/messages`,
    () => ({ text: 'Here.', attachments: [nowhere('fil')] }),
  ],
  'portal redeliverEvent /endpoint_id': [
    'portal',
    () => `/webhook-events/${ownEventId}/redeliver`,
    () => ({ endpoint_id: nowhere('whe') }),
  ],
  'portal createClaim /order_id': [
    'portal',
    () => '/claims',
    () => ({ ...claim(), order_id: nowhere('ord') }),
  ],
  'console issueKey /ticket_id': [
    'console',
    () => `/partners/${partnerId}/keys`,
    () => ({ mode: 'live', ticket_id: nowhere('tkt') }),
  ],
  'console rotateKey /ticket_id': [
    'console',
    () => `/keys/${keyId}/rotate`,
    () => ({ ticket_id: nowhere('tkt') }),
  ],
  'console createPartner /duplicates_seen/0': [
    'console',
    () => '/partners',
    () => ({
      ...{ name: 'New', email: 'new@shop.example', country: 'DE', currency: 'USD' },
      duplicates_seen: [nowhere('prt')],
    }),
  ],
  'console createTicket /partner_id': [
    'console',
    () => '/tickets',
    () => letter({ partner_id: nowhere('prt') }),
  ],
  'console createTicket /attachments/0': [
    'console',
    () => '/tickets',
    () => letter({ attachments: [nowhere('fil')] }),
  ],
  'console createTicket /order_id': [
    'console',
    () => '/tickets',
    () => letter({ order_id: nowhere('ord') }),
  ],
  'console createTicket /claim_id': [
    'console',
    () => '/tickets',
    () => letter({ claim_id: nowhere('clm') }),
  ],
  'console addTicketMessage /attachments/0': [
    'console',
    () => `/tickets/${ticketId}/messages`,
    () => ({ text: 'Here.', attachments: [nowhere('fil')] }),
  ],
  'console assignTicket /assignee_id': [
    'console',
    () => `/tickets/${ticketId}/assign`,
    () => ({ assignee_id: nowhere('usr') }),
  ],
  'console setLogo /file_id': ['console', () => '/shop/logo', () => ({ file_id: nowhere('fil') })],
  'console openClaim /order_id': [
    'console',
    () => '/claims',
    () => ({ ...claim(), partner_id: partnerId, order_id: nowhere('ord') }),
  ],
  'console openClaim /partner_id': [
    'console',
    () => '/claims',
    () => ({ ...claim(), partner_id: nowhere('prt'), order_id: nowhere('ord') }),
  ],
  'console decideClaim /codes/0/id': [
    'console',
    () => `/claims/${claimId}/decide`,
    () => ({ codes: [{ id: nowhere('cod'), resolution: 'rejected', detail: 'It works.' }] }),
  ],
  'console beginImport /supplier_id': [
    'console',
    () => '/imports',
    () => ({ file_name: 'codes.csv', bytes: 10, supplier_id: nowhere('sup') }),
  ],
  'console recordDeposit /partner_id': [
    'console',
    () => '/deposits',
    () => ({ ...payment, partner_id: nowhere('prt'), method_id: nowhere('dpm') }),
  ],
  'console matchBankLine /parts/0/partner_id': [
    'console',
    () => `/bank-lines/${lineId}/match`,
    () => ({ version: 1, parts: [{ partner_id: nowhere('prt'), amount: '1.00' }] }),
  ],
  'console matchBankLine /deposit_id': [
    'console',
    () => `/bank-lines/${lineId}/match`,
    () => ({ version: 1, deposit_id: nowhere('dep') }),
  ],
  'console denyBankLineReturn /outgoing_id': [
    'console',
    () => `/bank-lines/${lineId}/not-returned`,
    () => ({ version: 1, outgoing_id: nowhere('bln'), reason: 'Another payment.' }),
  ],
  'console acceptBankLines /lines/0/line_id': [
    'console',
    () => '/bank-lines/accept',
    () => ({ lines: [{ line_id: nowhere('bln'), version: 1 }] }),
  ],
  'console addPriceListPartner /partner_id': [
    'console',
    () => `/price-lists/${priceListId}/partners`,
    () => ({ partner_id: nowhere('prt') }),
  ],
  'console removePriceListPartner /partner_id': [
    'console',
    () => `/price-lists/${priceListId}/partners/remove`,
    () => ({ partner_id: nowhere('prt') }),
  ],
  'console makePriceChange /replaces': [
    'console',
    () => '/price-changes',
    () => ({
      lines: [{ sku: 'PSN-US-50', currency: 'USD', before: '47.00', after: '46.00' }],
      ...{ jumps: [], reason: 'Better terms.', replaces: nowhere('pch') },
    }),
  ],
  'console proposeAdjustment /partner_id': [
    'console',
    () => '/adjustments',
    () => ({ partner_id: nowhere('prt'), direction: 'add', amount: '1.00', reason: 'Goodwill.' }),
  ],
  'console recordDeposit /method_id': [
    'console',
    () => '/deposits',
    () => ({ ...payment, partner_id: partnerId, method_id: nowhere('dpm') }),
  ],
};

test('each has a request here', () => {
  expect(IDS.length).toBeGreaterThan(10);
  expect(Object.keys(SENDS).sort()).toEqual([...IDS].sort());
});

test.each(Object.entries(SENDS))('%s', async (name, [who, path, body]) => {
  const pointer = name.split(' ')[2];
  const answer =
    who === 'api'
      ? await shop.call<Problem>('POST', path(), { key: api, body: body() })
      : await (who === 'portal' ? owner : agent).post<Problem>(path(), body());
  expect([404, 422]).toContain(answer.status);
  // A decision that names a foreign code omits one of its own claim.
  const named = answer.body.errors?.filter(({ code }) => code === 'unknown_id');
  expect(named).toMatchObject([{ pointer }]);
});
