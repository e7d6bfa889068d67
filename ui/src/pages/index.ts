export { accountPages } from './account-pages.ts';
export { type Address, at, inside } from './address.ts';
export {
  definePages,
  isOpen,
  type LinksOf,
  linksOf,
  type NavPlace,
  type PageEntry,
  type PageTable,
  parentOf,
} from './page-table.ts';
