import type { StaffSearchKind, StaffSearchResult } from '@psnb2b/contract';
import {
  claimWords,
  depositStatuses,
  type Found,
  looksLikeCode,
  orderStatuses,
  take,
} from '@psnb2b/ui';
import type { Me } from '@psnb2b/ui/account';
import { type Address, at } from '@psnb2b/ui/pages';
import { api } from './client.ts';
import { words as lotWords } from './pages/lots/words.ts';
import { words as productWords } from './pages/products/words.ts';
import { words as ticketWords } from './pages/tickets/words.ts';
import { to } from './pages.ts';
import { text } from './text.ts';

/** One letter finds nearly everything. */
const LENGTH_MIN = 2;
/** As much as the call takes. */
const LENGTH_MAX = 100;
const ID = /^([a-z]{3})_[0-9a-z]{26}$/;
const { kinds, groups } = text.search;

/** The page of a thing by its id, and the call that its page needs. Other ids are searched for. */
const PAGES: Readonly<
  Record<string, readonly [title: string, place: (id: string) => Address<string>, call: string]>
> = {
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

/**
 * Results of the palette: an id leads to its page, a code or its id to the page that looks codes up, and any other text finds what it is a part of.
 * Whatever is typed is sent in a body, never in an address, because a person may be typing a code.
 */
export async function search(typed: string, { may }: Me): Promise<readonly Found[]> {
  const prefix = ID.exec(typed)?.[1];
  const page = prefix === undefined ? undefined : PAGES[prefix];
  if (page) {
    const [title, place, call] = page;
    return may.includes(call) ? [{ to: place(typed), title, line: typed, group: groups.id }] : [];
  }
  const code = (prefix === 'cod' || looksLikeCode(typed)) && may.includes('traceCode');
  const lookUp = {
    ...{ to: to.findCode, title: text.search.findCode, line: text.search.findCodeHint },
    ...{ group: groups.code, hands: typed },
  };
  const things = prefix === 'cod' || typed.length < LENGTH_MIN ? [] : await find(typed);
  return code ? [lookUp, ...things] : things;
}

async function find(typed: string): Promise<readonly Found[]> {
  const body = { text: typed.slice(0, LENGTH_MAX) };
  const { data, failed } = await take(api.POST('/search', { body }));
  return [
    ...data.flatMap((each) => {
      const place = placeOf(each);
      return place === null
        ? []
        : [{ to: place, title: each.title, line: lineOf(each), group: groups[each.kind] }];
    }),
    ...failed.map((kind) => ({
      to: LISTS[kind],
      title: text.search.failed(groups[kind]),
      line: text.search.failedHint,
      group: groups[kind],
    })),
  ];
}

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
  document: text.search.documents,
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
