import {
  mayCall,
  type PartnerRole,
  type PartnerSearchKind,
  portalOperations,
  type StaffRole,
  searchOfKindMax,
} from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { Logger } from '../kit/log.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { type ProductLookup, searchOrders } from '../orders/index.ts';
import { tenantOf } from '../partners/index.ts';
import { listTickets } from '../support/index.ts';
import {
  claimHit,
  claimsNamed,
  depositHit,
  depositsNamed,
  documentHit,
  findDocuments,
  orderHit,
} from './search-hits.ts';
import { type Finder, hit, type SearchResults, searchKinds } from './search-kinds.ts';

interface Parts {
  readonly reads: Db;
  readonly log: Logger;
  readonly products: ProductLookup;
}

/** What people of a business find by a text, of the kinds that their role may list; live things, and test things only without them. */
export async function searchForPartner(
  parts: Parts,
  text: string,
  { partnerId, role }: { readonly partnerId: string; readonly role: PartnerRole | StaffRole },
): Promise<SearchResults<PartnerSearchKind>> {
  const { reads } = parts;
  const tenants = await Promise.all(
    (['live', 'test'] as const).map((mode) => tenantOf(reads, partnerId, mode)),
  );
  const may = (call: keyof typeof portalOperations) => mayCall(portalOperations[call], role);
  const finders: readonly (readonly [PartnerSearchKind, boolean, Finder])[] = [
    ['order', may('listOrders'), inEither(tenants, (...asked) => findOrders(parts, ...asked))],
    ['claim', may('listClaims'), inEither(tenants, (...asked) => findClaims(parts, ...asked))],
    ['ticket', may('listTickets'), ticketsOf(partnerId)],
    ['document', may('listDocuments'), documentsOf(tenants)],
    ['deposit', may('listDeposits'), inEither(tenants, findDeposits)],
  ];
  const readable = finders.flatMap(([kind, mayRead, find]) =>
    mayRead ? [[kind, find] as const] : [],
  );
  return searchKinds(parts, readable, { text, most: searchOfKindMax });
}

type InTenant = (db: Db, tenant: TenantRef, text: string, most: number) => ReturnType<Finder>;

/** What is not found in live mode is looked for in test mode. */
function inEither(tenants: readonly TenantRef[], find: InTenant): Finder {
  return async (db, { text, most }) => {
    for (const tenant of tenants) {
      const found = await find(db, tenant, text, most);
      if (found.length > 0) return found.map((each) => ({ ...each, mode: tenant.mode }));
    }
    return [];
  };
}

async function findOrders({ products }: Parts, ...[db, tenant, text, most]: Parameters<InTenant>) {
  return (await searchOrders(db, tenant, text, most, products)).map(orderHit);
}

async function findClaims({ products }: Parts, ...[db, tenant, text, most]: Parameters<InTenant>) {
  const found = await claimsNamed(db, tenant, text, most, products);
  return found.map(({ claim, order }) => claimHit(claim, order));
}

function ticketsOf(partnerId: string): Finder {
  return async (db, { text, most }) => {
    const found = await listTickets(db, partnerId, { q: text, limit: most });
    return found.map(({ ticketId, subject, status }) =>
      hit(formatId('tkt', ticketId), subject, { status }),
    );
  };
}

/** Test money has no documents. */
function documentsOf(tenants: readonly TenantRef[]): Finder {
  return async (db, { text, most }) => {
    const live = tenants.find(({ mode }) => mode === 'live');
    return live ? (await findDocuments(db, text, most, live.tenantId)).map(documentHit) : [];
  };
}

const findDeposits: InTenant = async (db, { tenantId, mode }, text, most) =>
  (await depositsNamed(db, text, most, { tenantId, mode })).map(depositHit);
