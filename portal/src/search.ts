import type { PartnerSearchKind, SearchResult } from '@psnb2b/contract';
import {
  claimWords,
  createSearch,
  depositStatuses,
  type Found,
  type PageOfId,
  take,
} from '@psnb2b/ui';
import { type Address, at } from '@psnb2b/ui/pages';
import { api } from './client.ts';
import { documentWords } from './pages/balance/words.ts';
import { words as orderWords } from './pages/orders/words.ts';
import { words as tickets } from './pages/support/words.ts';
import { to } from './pages.ts';
import { text } from './text.ts';

const PAGES: Readonly<Record<string, PageOfId>> = {
  ord: [text.kinds.ord, to.order, 'getOrder'],
  clm: [text.kinds.clm, to.claim, 'getClaim'],
  tkt: [text.kinds.tkt, to.ticket, 'getTicket'],
  evt: [text.kinds.evt, to.event, 'getWebhookEvent'],
  whe: [text.kinds.whe, to.endpoint, 'getWebhookEndpoint'],
  req: [text.kinds.req, to.loggedCall, 'getLoggedCall'],
  rcl: [text.kinds.rcl, to.recall, 'getRecall'],
  key: [text.kinds.key, () => to.keys, 'listKeys'],
};

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

/** Results of the palette. */
export const search = createSearch<PartnerSearchKind, SearchResult>({
  pages: PAGES,
  code: {
    call: 'lookUpCode',
    offer: {
      ...{ to: to.findCode, title: text.findCode, line: text.findCodeHint },
      group: text.groups.code,
    },
  },
  codeById: findCode,
  ask: (typed) => take(api.POST('/search', { body: { text: typed } })),
  ...{ placeOf, lineOf, groups: text.groups, lists: LISTS },
  failed: text.searchFailed,
  failedHint: text.searchFailedHint,
});
