import type { PartnerSearchKind, SearchResult } from '@psnb2b/contract';
import { claimWords, depositStatuses, type Found, looksLikeCode, take } from '@psnb2b/ui';
import type { Me } from '@psnb2b/ui/account';
import { type Address, at } from '@psnb2b/ui/pages';
import { api } from './client.ts';
import { documentWords } from './pages/balance/words.ts';
import { words as orderWords } from './pages/orders/words.ts';
import { words as tickets } from './pages/support/words.ts';
import { to } from './pages.ts';
import { text } from './text.ts';

const LENGTH_MIN = 2;
/** As much as the call takes. */
const LENGTH_MAX = 100;
const ID = /^([a-z]{3})_[0-9a-z]{26}$/;
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
 * Results of the palette: an id leads to its page, a code to the page that looks codes up, and any other text finds what it is a part of.
 * Whatever is typed is sent in a body, never in an address, because a person may be typing a code.
 */
export async function search(typed: string, { may }: Me): Promise<readonly Found[]> {
  const prefix = ID.exec(typed)?.[1];
  const page = prefix === undefined ? undefined : PAGES[prefix];
  if (page) {
    const [title, place, call] = page;
    return may.includes(call)
      ? [{ to: place(typed), title, line: typed, group: text.groups.id }]
      : [];
  }
  if (prefix === 'cod') return may.includes('lookUpCode') ? findCode(typed) : [];
  const lookUp = {
    ...{ to: to.findCode, title: text.findCode, line: text.findCodeHint },
    ...{ group: text.groups.code, hands: typed },
  };
  const things = typed.length < LENGTH_MIN ? [] : await find(typed);
  return looksLikeCode(typed) && may.includes('lookUpCode') ? [lookUp, ...things] : things;
}

/** A code by its id, which is no secret: the order that it is in. */
async function findCode(id: string): Promise<Found[]> {
  for (const mode of ['live', 'test'] as const) {
    const params = { query: { mode } };
    const found = await take(api.POST('/codes/lookup', { params, body: { code: id } })).catch(
      () => null,
    );
    if (found === null) continue;
    const line = `${id} · ${found.order_id}`;
    return [{ to: to.order(found.order_id), title: text.kinds.cod, line, group: text.groups.code }];
  }
  return [];
}

async function find(typed: string): Promise<readonly Found[]> {
  const body = { text: typed.slice(0, LENGTH_MAX) };
  const { data, failed } = await take(api.POST('/search', { body }));
  return [
    ...data.map((each) => ({
      to: placeOf(each),
      title: each.title,
      line: lineOf(each),
      group: text.groups[each.kind],
    })),
    ...failed.map((kind) => ({
      to: LISTS[kind],
      title: text.searchFailed(text.groups[kind]),
      line: text.searchFailedHint,
      group: text.groups[kind],
    })),
  ];
}

const LISTS: Readonly<Record<PartnerSearchKind, Address<string>>> = {
  order: to.orders,
  claim: to.claims,
  ticket: to.tickets,
  document: to.documents,
  deposit: to.topUp,
};

function placeOf({ kind, id, title, mode }: SearchResult): Address<string> {
  switch (kind) {
    case 'order':
      return to.order(id);
    case 'claim':
      return to.claim(id);
    case 'ticket':
      return to.ticket(id);
    // A document has no page of its own, but its number leads to it.
    case 'document':
      return at(to.documents, { q: title });
    case 'deposit':
      return at(to.topUp, { deposit_id: id, ...(mode === 'test' && { mode }) });
    default:
      return kind satisfies never;
  }
}

const STATUSES: Readonly<Record<PartnerSearchKind, Readonly<Record<string, string>>>> = {
  order: orderWords.statuses,
  claim: claimWords.statuses,
  ticket: tickets.statuses,
  document: documentWords.kinds,
  deposit: depositStatuses,
};

function lineOf({ kind, id, title, status, mode }: SearchResult): string {
  const parts = [
    mode === 'test' ? text.modes.test : null,
    kind === 'deposit' ? text.kinds.dep : null,
    status === null ? null : (STATUSES[kind][status] ?? status),
    id === title || kind === 'deposit' || kind === 'document' ? null : id,
  ];
  return parts.filter((each) => each !== null).join(' · ');
}
