import {
  consoleOperations,
  mayCall,
  type PartnerRole,
  type StaffRole,
  type StaffSearchKind,
  searchOfKindMax,
} from '@psnb2b/contract';
import type { CatalogWatch } from '../catalog/index.ts';
import { readCreditorReference, tenantOfReference } from '../deposit-methods/index.ts';
import { searchPeople } from '../identity/index.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { Logger } from '../kit/log.ts';
import { type ProductLookup, searchOrders } from '../orders/index.ts';
import { findPartner, searchPartners, tenantIdsIn, tenantPartners } from '../partners/index.ts';
import { listLots } from '../stock/index.ts';
import { listSuppliers } from '../suppliers/index.ts';
import { listQueue } from '../support/index.ts';
import {
  claimHit,
  claimsNamed,
  depositHit,
  depositsNamed,
  documentHit,
  findDocuments,
  orderHit,
} from './search-hits.ts';
import {
  type Finder,
  hit,
  type SearchHit,
  type SearchResults,
  searchKinds,
} from './search-kinds.ts';

interface Parts {
  readonly reads: Db;
  readonly log: Logger;
  readonly products: ProductLookup;
  readonly catalog: Pick<CatalogWatch, 'current'>;
}

const MODES = ['live', 'test'] as const;

/** What staff find by a text, of the kinds that their role may list; orders and claims in test mode only without live ones. */
export async function searchForStaff(
  parts: Parts,
  text: string,
  role: PartnerRole | StaffRole,
): Promise<SearchResults<StaffSearchKind>> {
  const may = (call: keyof typeof consoleOperations) => mayCall(consoleOperations[call], role);
  const finders: readonly (readonly [StaffSearchKind, boolean, Finder])[] = [
    ['partner', may('listPartners'), findPartners],
    ['order', may('listOrders'), (db, sought) => findOrders(parts, db, sought)],
    ['claim', may('listClaims'), (db, sought) => findClaims(parts, db, sought)],
    ['ticket', may('listTickets'), findTickets],
    ['deposit', may('listDeposits'), findDeposits],
    ['document', may('listDocuments'), findAllDocuments],
    ['lot', may('listLots'), findLots],
    ['supplier', may('listSuppliers'), findSuppliers],
    ['product', may('listProducts'), (_, sought) => findProducts(parts, sought)],
    ['person', may('getPartner'), findPeopleOf('portal')],
    ['staff', may('listStaff'), findPeopleOf('console')],
  ];
  const readable = finders.flatMap(([kind, mayRead, find]) =>
    mayRead ? [[kind, find] as const] : [],
  );
  return searchKinds(parts, readable, { text, most: searchOfKindMax });
}

const findPartners: Finder = async (db, { text, most }) => {
  const payer = await findPayer(db, text);
  const found = payer ? [payer] : await searchPartners(db, { q: text, limit: most });
  return found.map(({ partnerId, name, email }) =>
    hit(formatId('prt', partnerId), name, { email }),
  );
};

/** The business that pays with this reference, as a bank prints it; null for any other text. */
async function findPayer(db: Db, text: string) {
  const reference = readCreditorReference(text);
  const tenantId = reference === null ? null : await tenantOfReference(db, reference);
  if (tenantId === null) return null;
  const partnerId = (await tenantPartners(db, [tenantId])).get(tenantId);
  return partnerId === undefined ? null : findPartner(db, partnerId);
}

const findOrders = async ({ products }: Parts, ...[db, { text, most }]: Parameters<Finder>) => {
  for (const mode of MODES) {
    const scope = { tenantIds: await tenantIdsIn(db, mode), mode };
    const found = await searchOrders(db, scope, text, most, products);
    const hits = found.map((order) => ({ ...orderHit(order), mode, tenantId: order.tenantId }));
    if (hits.length > 0) return withPartners(db, hits);
  }
  return [];
};

const findClaims = async ({ products }: Parts, ...[db, { text, most }]: Parameters<Finder>) => {
  for (const mode of MODES) {
    const scope = { tenantIds: await tenantIdsIn(db, mode), mode };
    const found = await claimsNamed(db, scope, text, most, products);
    const hits = found.map(({ claim, order }) => ({
      ...claimHit(claim, order),
      ...{ mode, tenantId: claim.tenantId },
    }));
    if (hits.length > 0) return withPartners(db, hits);
  }
  return [];
};

const findTickets: Finder = async (db, { text, most }) => {
  const found = await listQueue(db, { q: text, limit: most });
  return found.map(({ ticketId, subject, status, partnerId }) =>
    hit(formatId('tkt', ticketId), subject, { status, partnerId }),
  );
};

/** Staff see no test money. */
const findDeposits: Finder = async (db, { text, most }) => {
  const found = await depositsNamed(db, text, most, { tenantId: null, mode: 'live' });
  return withPartners(
    db,
    found.map((deposit) => ({ ...depositHit(deposit), tenantId: deposit.tenantId })),
  );
};

const findAllDocuments: Finder = async (db, { text, most }) => {
  const found = await findDocuments(db, text, most);
  return withPartners(
    db,
    found.map((each) => ({ ...documentHit(each), tenantId: each.tenantId })),
  );
};

const findLots: Finder = async (db, { text, most }) => {
  const found = await listLots(db, { q: text, limit: most });
  return found.map(({ lotId, fileName, status, mode }) => {
    const id = formatId('lot', lotId);
    return hit(id, fileName ?? id, { status, mode });
  });
};

const findSuppliers: Finder = async (db, { text, most }) => {
  const found = await listSuppliers(db, { q: text, limit: most });
  return found.map(({ supplierId, name, email }) =>
    hit(formatId('sup', supplierId), name, { email }),
  );
};

async function findProducts({ catalog }: Parts, { text, most }: Parameters<Finder>[1]) {
  const part = text.toUpperCase();
  return catalog.current.products
    .filter(({ sku }) => sku.toUpperCase().includes(part))
    .slice(0, most)
    .map(({ sku, status }) => hit(sku, sku, { status }));
}

/** People of businesses, or members of the staff. */
function findPeopleOf(webApp: 'portal' | 'console'): Finder {
  return async (db, { text, most }) => {
    const found = await searchPeople(db, webApp, text, most);
    return found.map(({ userId, name, email, partnerId }) =>
      hit(formatId('usr', userId), name, { email, partnerId }),
    );
  };
}

/** The same hits with the businesses of their tenants. */
async function withPartners(
  db: Db,
  hits: readonly (SearchHit & { readonly tenantId: number })[],
): Promise<SearchHit[]> {
  const partners = await tenantPartners(
    db,
    hits.map(({ tenantId }) => tenantId),
  );
  return hits.map(({ tenantId, ...each }) => ({
    ...each,
    // nothing: every tenant has its partner.
    partnerId: partners.get(tenantId) ?? null,
  }));
}
