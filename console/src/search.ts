import type { StaffSearchKind, StaffSearchResult } from '@psnb2b/contract';
import {
  claimWords,
  createSearch,
  depositStatuses,
  orderStatuses,
  type PageOfId,
  take,
} from '@psnb2b/ui';
import { type Address, at } from '@psnb2b/ui/pages';
import { api } from './client.ts';
import { words as lotWords } from './pages/lots/words.ts';
import { words as productWords } from './pages/products/words.ts';
import { words as ticketWords } from './pages/tickets/words.ts';
import { to } from './pages.ts';
import { searchWords } from './search-words.ts';
import { text } from './text.ts';

const { kinds, groups } = searchWords;

const PAGES: Readonly<Record<string, PageOfId>> = {
  prt: [kinds.prt, to.partner, 'getPartner'],
  ord: [kinds.ord, to.order, 'getOrder'],
  pur: [kinds.pur, (id) => at(to.orders, { search: id }), 'listOrders'],
  key: [kinds.key, (id) => at(to.orders, { search: id }), 'listOrders'],
  clm: [kinds.clm, to.claim, 'getClaim'],
  tkt: [kinds.tkt, to.ticket, 'getTicket'],
  kyc: [kinds.kyc, to.review, 'getKycCase'],
  lot: [kinds.lot, to.lot, 'getLot'],
  imp: [kinds.imp, to.import, 'getImport'],
  sup: [kinds.sup, to.supplier, 'getSupplier'],
  pch: [kinds.pch, to.priceChange, 'getPriceChange'],
  icd: [kinds.icd, to.incident, 'listIncidents'],
  eml: [kinds.eml, to.email, 'getEmail'],
  prp: [kinds.prp, () => to.proposals, 'listProposals'],
};

const LISTS: Readonly<Record<StaffSearchKind, Address<string>>> = {
  partner: to.partners,
  order: to.orders,
  claim: to.claims,
  ticket: to.tickets,
  deposit: to.deposits,
  document: to.documents,
  lot: to.lots,
  supplier: to.suppliers,
  product: to.products,
  person: to.partners,
  staff: to.staff,
};

function placeOf({ kind, id, title, status, partner }: StaffSearchResult): Address<string> | null {
  switch (kind) {
    case 'partner':
      return to.partner(id);
    case 'order':
      return to.order(id);
    case 'claim':
      return to.claim(id);
    case 'ticket':
      return to.ticket(id);
    case 'lot':
      return to.lot(id);
    case 'supplier':
      return to.supplier(id);
    case 'product':
      return to.product(id);
    case 'person':
      return partner && to.partner(partner.id);
    case 'staff':
      return to.staff;
    // These have no page of their own, but a list that shows one.
    case 'document':
      return at(to.documents, { q: title });
    case 'deposit':
      return at(to.deposits, {
        reference: title,
        ...(status !== null && { status }),
      });
    default:
      return kind satisfies never;
  }
}

const STATUSES: Readonly<Partial<Record<StaffSearchKind, Readonly<Record<string, string>>>>> = {
  order: orderStatuses,
  claim: claimWords.statuses,
  ticket: ticketWords.statuses,
  deposit: depositStatuses,
  document: searchWords.documents,
  lot: lotWords.statuses,
  product: productWords.statuses,
};

function lineOf({ kind, id, title, status, mode, email, partner }: StaffSearchResult): string {
  const parts = [
    mode === 'test' ? text.modes.test : null,
    status === null ? null : (STATUSES[kind]?.[status] ?? status),
    partner?.name,
    email,
    id === title || kind === 'person' || kind === 'staff' ? null : id,
  ];
  return parts.filter((each) => each !== null && each !== undefined).join(' · ');
}

/** Results of the palette. */
export const search = createSearch<StaffSearchKind, StaffSearchResult>({
  pages: PAGES,
  code: {
    call: 'traceCode',
    offer: {
      ...{ to: to.findCode, title: searchWords.findCode, line: searchWords.findCodeHint },
      group: groups.code,
    },
  },
  ask: (typed) => take(api.POST('/search', { body: { text: typed } })),
  ...{ placeOf, lineOf, groups, lists: LISTS },
  failed: searchWords.failed,
  failedHint: searchWords.failedHint,
});
