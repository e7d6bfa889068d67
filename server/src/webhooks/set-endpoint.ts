import { type EventType, eventTypesDefault } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { accountsOf, lockAccounts } from '../ledger/index.ts';
import type { Endpoint } from './endpoint.ts';
import type { WebhookParts } from './parts.ts';
import { findEndpoint, stopEndpoint } from './store.ts';
import { checkWebhookUrl } from './webhook-url.ts';

/** What to change; members that are left out stay. */
export interface EndpointChange {
  readonly url?: string;
  /** Null: the default types. */
  readonly events?: readonly EventType[] | null;
  readonly status?: 'enabled' | 'disabled';
  readonly description?: string | null;
  readonly concurrency?: number;
}

/**
 * Changes an endpoint. URL, filter and concurrency apply to everything that has not begun. Disabling drops waiting deliveries; enabling begins
 * with the next event.
 */
export async function setEndpoint(
  { database, clock, egress }: WebhookParts,
  tenant: TenantRef,
  endpointId: string,
  change: EndpointChange,
  by: By & { readonly reason: 'owner' | 'operator' },
): Promise<Endpoint> {
  await findEndpoint(database.reads, tenant, endpointId);
  const url = change.url === undefined ? null : await checkWebhookUrl(change.url, egress);
  const { reason, ...actor } = by;
  return database.transaction(async (tx) => {
    await lockAccounts(tx, [(await accountsOf(tx, tenant.tenantId)).available]);
    const before = await findEndpoint(tx, tenant, endpointId);
    const at = clock.now();
    const events = change.events === undefined ? before.events : change.events;
    const { description = before.description, concurrency = before.concurrency } = change;
    await tx.query(
      `UPDATE webhooks.endpoints SET url = $2, events = $3, description = $4, concurrency = $5
        WHERE endpoint_id = $1`,
      [endpointId, url?.href ?? before.url, events, description, concurrency],
    );
    if (url || change.events !== undefined || concurrency !== before.concurrency) {
      const moved = url !== null && url.href !== before.url;
      await tx.query('SELECT webhooks.changed($1, $2)', [endpointId, moved]);
    }
    if (change.status !== undefined && change.status !== before.status) {
      await setStatus(tx, endpointId, change.status, reason, at);
    }
    await recordAudit(tx, {
      ...actor,
      at,
      tenantId: tenant.tenantId,
      action: 'webhook.changed',
      subject: formatId('whe', endpointId),
      detail: { ...change, ...(url && { url: undefined, host: url.host }) },
    });
    return findEndpoint(tx, tenant, endpointId);
  });
}

async function setStatus(
  tx: Tx,
  endpointId: string,
  status: 'enabled' | 'disabled',
  reason: 'owner' | 'operator',
  at: Date,
): Promise<void> {
  if (status === 'enabled') await tx.query('SELECT webhooks.go($1, $2)', [at, endpointId]);
  else await stopEndpoint(tx, endpointId, { at, status, reason, defaults: eventTypesDefault });
}
