import { type AuditRow, listAudit } from '../audit/index.ts';
import { listClaims, type StoredClaim } from '../claims/index.ts';
import { listEventsAbout, type StoredEvent } from '../events/index.ts';
import { actorNames } from '../identity/index.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { type PostedTransfer, transfersOf } from '../ledger/index.ts';
import {
  type FoundOrder,
  mustFindOrder,
  orderSubjects,
  ownerOfOrder,
  type ProductLookup,
  returnMoments,
  runsOfOrder,
} from '../orders/index.ts';
import { findPartner, keyNames, type Partner } from '../partners/index.ts';
import { originsOf } from '../stock/index.ts';
import { deliveriesOfEvents, type EventDelivery } from '../webhooks/index.ts';

const ENTRIES_MAX = 100;
const TRANSFERS_MAX = 200;
const CLAIMS_MAX = 100;
const KINDS = ['order', 'hold', 'capture', 'release', 'refund', 'return'] as const;

/** An order with everything that happened to it, in one place. Money in minor units. */
export interface OrderFile {
  readonly order: FoundOrder;
  readonly partner: Partner;
  /** Oldest first; none once they were pruned. */
  readonly events: readonly StoredEvent[];
  readonly deliveries: readonly EventDelivery[];
  /** What people and keys did to it, the newest 100, oldest first. */
  readonly entries: readonly AuditRow[];
  /** What those who did it are called, by their names in the audit. */
  readonly names: ReadonlyMap<string, string>;
  /** The newest 200, oldest first. */
  readonly transfers: readonly PostedTransfer[];
  /** The newest 100, newest first. */
  readonly claims: readonly StoredClaim[];
  readonly recalls: readonly { readonly lotId: string; readonly recalledAt: Date }[];
}

/** Reads the whole story of any order, for staff; `not_found`. Reads no code. */
export async function readOrderFile(
  db: Db,
  products: ProductLookup,
  orderId: string,
): Promise<OrderFile> {
  const tenant = await ownerOfOrder(db, orderId);
  const order = await mustFindOrder(db, tenant, orderId, products);
  const { tenantId } = tenant;
  const { createdAt, paidAt, deliveredAt, failedAt } = order.progress;
  const moments = [createdAt, paidAt, deliveredAt, failedAt].filter((each) => each !== null);
  const returns = await returnMoments(db, orderId);
  const events = await listEventsAbout(db, tenantId, orderId, [...moments, ...returns]);
  const subject = formatId('ord', orderId);
  const entries = (await listAudit(db, { subject, limit: ENTRIES_MAX })).toReversed();
  const [subjects = [orderId]] = await orderSubjects(db, tenantId, { id: orderId });
  return {
    order,
    partner: await findPartner(db, tenant.partnerId),
    events,
    deliveries: await deliveriesOfEvents(
      db,
      tenantId,
      events.map(({ sequence }) => sequence),
    ),
    entries,
    names: await namesOf(
      db,
      entries.map(({ actor }) => actor),
    ),
    transfers: await transfersOf(db, KINDS, subjects, TRANSFERS_MAX),
    claims: await listClaims(db, tenant, { orderId, limit: CLAIMS_MAX }),
    recalls: await recallsOf(db, orderId),
  };
}

async function recallsOf(db: Db, orderId: string): Promise<OrderFile['recalls']> {
  const origins = await originsOf(db, await runsOfOrder(db, orderId));
  const recalled = new Map(
    [...origins.values()].flatMap(({ lotId, recalledAt }) =>
      recalledAt === null ? [] : [[lotId, recalledAt] as const],
    ),
  );
  return [...recalled].map(([lotId, recalledAt]) => ({ lotId, recalledAt }));
}

/** What people and keys are called. */
async function namesOf(db: Db, actors: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = await actorNames(db, actors);
  const keys = actors.flatMap((actor) => parseId('key', actor.replace(/^key:/, '')) ?? []);
  for (const [keyId, name] of await keyNames(db, keys)) {
    names.set(`key:${formatId('key', keyId)}`, name);
  }
  return names;
}
