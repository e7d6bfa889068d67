import { emitEvent, findEvent, type StoredEvent } from '../events/index.ts';
import { assert } from '../kit/assert.ts';
import type { Tx } from '../kit/database/index.ts';
import type { Idempotency } from '../kit/http/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState, Refusal } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { onceByTenant } from '../ledger/index.ts';
import { spendQuota } from '../quotas/index.ts';
import type { WebhookParts } from './parts.ts';
import { findEndpoint } from './store.ts';

/** Emits `webhook.test` and makes it due at this endpoint, whatever its filter. */
export async function testEndpoint(
  { database, clock }: Pick<WebhookParts, 'database' | 'clock'>,
  tenant: TenantRef,
  endpointId: string,
  idempotency: Idempotency | null,
): Promise<{ event: StoredEvent; replayed: boolean }> {
  const at = clock.now();
  const { tenantId } = tenant;
  const request = { tenantId, operation: 'testWebhookEndpoint', idempotency, at };
  const { resource, made } = await onceByTenant(database, request, async (tx) => {
    const endpoint = await findEndpoint(tx, tenant, endpointId);
    if (endpoint.status !== 'enabled') {
      throw invalidState(endpoint.status, 'The endpoint is disabled; enable it first.');
    }
    const event = await emitTest(tx, tenantId, endpointId, at);
    await tx.query('SELECT webhooks.send_again($1, $2, $3)', [at, [endpointId], event.sequence]);
    return { resource: event.eventId, made: event };
  });
  const event = made ?? (await findEvent(database.reads, tenantId, resource));
  if (!event) throw new Refusal('not_found');
  return { event, replayed: made === null };
}

/** Emits the test event of an endpoint; the caller sends it there. */
export async function emitTest(
  tx: Tx,
  tenantId: number,
  endpointId: string,
  at: Date,
): Promise<StoredEvent> {
  const data = { endpoint_id: formatId('whe', endpointId) };
  const fact = { at, tenantId, type: 'webhook.test', subject: endpointId, data } as const;
  const event = await findEvent(tx, tenantId, await emitEvent(tx, fact));
  assert(event, 'an event that was emitted is there');
  await spendQuota(tx, 'webhook_tests', { owner: `tenant ${tenantId}`, at });
  return event;
}
