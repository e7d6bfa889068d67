import { claimWords, depositStatuses, type Found, monthName, take } from '@psnb2b/ui';
import type { Me } from '@psnb2b/ui/account';
import { type Address, at } from '@psnb2b/ui/pages';
import { api } from './client.ts';
import { documentWords } from './pages/balance/words.ts';
import { words as claimsWords } from './pages/claims/words.ts';
import { words as orderWords } from './pages/orders/words.ts';
import { words as tickets } from './pages/support/words.ts';
import { to } from './pages.ts';
import { text } from './text.ts';

/** Of each kind. */
const SHOWN_MAX = 3;
const LENGTH_MIN = 2;
/** As much as every search takes. */
const LENGTH_MAX = 64;
const ID = /^([a-z]{3})_[0-9a-z]{26}$/;
/** What may be a code is sent nowhere in an address; the page that looks codes up sends it in a body. */
const CODE = /^(?:[A-Z0-9]{12}|[a-z0-9]{4}([- ])[a-z0-9]{4}\1[a-z0-9]{4})$/;

type Mode = 'live' | 'test';
type Words = Readonly<{ q: string; limit: number }>;

/** The page of a thing by its id, and the call that its page needs. */
const PAGES: Readonly<
  Record<string, readonly [title: string, place: (id: string) => Address<string>, call: string]>
> = {
  ord: [text.kinds.ord, to.order, 'getOrder'],
  clm: [text.kinds.clm, to.claim, 'getClaim'],
  tkt: [text.kinds.tkt, to.ticket, 'getTicket'],
  evt: [text.kinds.evt, to.event, 'getWebhookEvent'],
  whe: [text.kinds.whe, to.endpoint, 'getWebhookEndpoint'],
  req: [text.kinds.req, to.loggedCall, 'getLoggedCall'],
  rcl: [text.kinds.rcl, to.recall, 'getRecall'],
  key: [text.kinds.key, () => to.keys, 'listKeys'],
};

/**
 * Results of the palette: an id of any kind leads to its page; other words find orders, claims, tickets, documents and payments by a
 * part, a few of each. What a role may not read is not asked for.
 */
export async function search(typed: string, { may }: Me): Promise<readonly Found[]> {
  if (CODE.test(typed) || CODE.test(typed.toLowerCase())) {
    return may.includes('lookUpCode')
      ? [{ to: to.findCode, title: text.findCode, line: text.findCodeHint }]
      : [];
  }
  const prefix = ID.exec(typed)?.[1];
  const page = prefix === undefined ? undefined : PAGES[prefix];
  if (page) {
    const [title, place, call] = page;
    return may.includes(call) ? [{ to: place(typed), title, line: typed }] : [];
  }
  if (typed.length < LENGTH_MIN) return [];
  const words = { q: typed.slice(0, LENGTH_MAX), limit: SHOWN_MAX };
  const finds = FINDS.filter(([call]) => may.includes(call));
  // One that fails leaves the others.
  const found = await Promise.all(finds.map(([, find]) => find(words).catch(() => [])));
  return found.flat();
}

type Find = (words: Words) => Promise<readonly Found[]>;

const FINDS: readonly (readonly [call: string, find: Find])[] = [
  ['lookUpCode', inEitherMode(findCode)],
  ['listOrders', inEitherMode(findOrders)],
  ['listClaims', inEitherMode(findClaims)],
  ['listTickets', findTickets],
  ['listDocuments', findDocuments],
  ['listDeposits', inEitherMode(findDeposits)],
];

/** What is not found in live mode is looked for in test mode. */
function inEitherMode(find: (words: Words & { readonly mode: Mode }) => Promise<Found[]>): Find {
  return async (words) => {
    const live = await find({ ...words, mode: 'live' });
    if (live.length > 0) return live;
    const test = await find({ ...words, mode: 'test' });
    return test.map((each) => ({ ...each, line: `${text.modes.test} · ${each.line ?? ''}` }));
  };
}

/** A code by its id, which is no secret: the order that it is in. */
async function findCode({ q, mode }: Words & { readonly mode: Mode }): Promise<Found[]> {
  if (ID.exec(q)?.[1] !== 'cod') return [];
  const params = { query: { mode } };
  const found = await take(api.POST('/codes/lookup', { params, body: { code: q } })).catch(
    () => null,
  );
  if (found === null) return [];
  return [
    { to: to.order(found.order_id), title: text.kinds.cod, line: `${q} · ${found.order_id}` },
  ];
}

async function findOrders({ q, ...rest }: Words & { readonly mode: Mode }): Promise<Found[]> {
  const query = { ...rest, search: q };
  const { data } = await take(api.GET('/orders', { params: { query } }));
  return data.map((order) => ({
    to: to.order(order.id),
    title: order.reference ?? order.id,
    line: `${orderWords.statuses[order.status]} · ${orderWords.productOf(order)} · ${order.id}`,
  }));
}

async function findClaims(query: Words & { readonly mode: Mode }): Promise<Found[]> {
  const { data } = await take(api.GET('/claims', { params: { query } }));
  return data.map((claim) => ({
    to: to.claim(claim.id),
    title: claimsWords.heading(claim),
    line: `${claimWords.statuses[claim.status]} · ${claim.order.reference ?? claim.order_id}`,
  }));
}

async function findTickets(query: Words): Promise<Found[]> {
  const { data } = await take(api.GET('/tickets', { params: { query } }));
  return data.map(({ id, subject, status }) => ({
    to: to.ticket(id),
    title: subject,
    line: tickets.statuses[status],
  }));
}

/** A document has no page of its own, but its number leads to it. */
async function findDocuments({ q, limit }: Words): Promise<Found[]> {
  const params = { path: { document_id: q } };
  const data =
    ID.exec(q)?.[1] === 'doc'
      ? [await take(api.GET('/documents/{document_id}', { params }))]
      : (await take(api.GET('/documents', { params: { query: { q, limit } } }))).data;
  return data.map(({ number, kind, month }) => ({
    to: at(to.documents, { q: number }),
    title: number,
    line: `${documentWords.kinds[kind]} · ${monthName(month)}`,
  }));
}

async function findDeposits(query: Words & { readonly mode: Mode }): Promise<Found[]> {
  const { data } = await take(api.GET('/deposits', { params: { query } }));
  return data.map(({ id, reference, status }) => ({
    to: at(to.topUp, { deposit_id: id, ...(query.mode === 'test' && { mode: query.mode }) }),
    title: reference,
    line: `${text.kinds.dep} · ${depositStatuses[status]}`,
  }));
}
