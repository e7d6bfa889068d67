import { recordAudit } from '../audit/index.ts';
import { type EventEntry, findEvent } from '../events/index.ts';
import type { By } from '../kit/by.ts';
import type { Database, Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { findTenant, type Tenant } from '../partners/index.ts';
import { tenantOfEndpoint } from './store.ts';

interface Named {
  readonly endpointId: string;
  readonly eventId: string;
}

/** An event of the tenant of an endpoint; `not_found` for any other. */
export async function findEventAt(
  db: Db,
  { endpointId, eventId }: Named,
): Promise<{ readonly event: EventEntry; readonly tenant: Tenant }> {
  const tenant = await findTenant(db, await tenantOfEndpoint(db, endpointId));
  const event = tenant && (await findEvent(db, tenant.tenantId, eventId));
  if (!event) throw new Refusal('not_found');
  return { tenant, event };
}

/** The same for staff who read what is in it, which is audited; `isHead`: only checks whether it exists, so nothing is shown. */
export async function showEvent(
  database: Database,
  named: Named,
  by: By,
  isHead: boolean,
): Promise<{ readonly event: EventEntry; readonly tenant: Tenant }> {
  const found = await findEventAt(database.reads, named);
  if (isHead) return found;
  const entry = {
    tenantId: found.tenant.tenantId,
    action: 'webhook.event_shown' as const,
    subject: formatId('whe', named.endpointId),
    detail: { event: formatId('evt', named.eventId) },
  };
  await database.transaction((tx) => recordAudit(tx, { ...by, ...entry }));
  return found;
}
