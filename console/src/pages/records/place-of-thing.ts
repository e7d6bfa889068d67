import { type Address, at } from '@psnb2b/ui/pages';
import { to } from '../../pages.ts';

const PAGES: Readonly<Record<string, (id: string) => Address<string>>> = {
  prt: to.partner,
  ord: to.order,
  clm: to.claim,
  tkt: to.ticket,
  kyc: to.review,
  lot: to.lot,
  imp: to.import,
  sup: to.supplier,
  pch: to.priceChange,
  pls: to.priceList,
  icd: to.incident,
  eml: to.email,
  prp: () => to.proposals,
  dpm: () => to.depositMethods,
  doc: () => to.documents,
};

/** The page of a thing that an entry names; without a page of its own, everything that the log has of it; null for what is no thing. */
export function placeOfThing(name: string): Address<string> | null {
  if (/^staff:usr_/.test(name)) return to.staff;
  const [prefix = ''] = name.split('_');
  const page = PAGES[prefix];
  if (page && isId(name)) return page(name);
  if (/^PSN-[A-Z]{2,}-/.test(name)) return to.product(name);
  return isId(name) ? at(to.audit, { about: name }) : null;
}

export function isId(text: string): boolean {
  return /^[a-z]{3}_[0-9a-z]{26}$/.test(text);
}
