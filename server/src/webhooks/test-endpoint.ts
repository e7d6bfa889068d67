import { emitEvent, findEvent, type StoredEvent } from '../events/index.ts';
import { assert } from '../kit/assert.ts';
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
    const data = { endpoint_id: formatId('whe', endpointId) };
    const fact = { at, tenantId, type: 'webhook.test', subject: endpointId, data } as const;
    const eventId = await emitEvent(tx, fact);
    const event = await findEvent(tx, tenantId, eventId);
    assert(event, 'an event that was emitted is there');
    await tx.query('SELECT webhooks.send_again($1, $2, $3)', [at, [endpointId], event.sequence]);
    await spendQuota(tx, 'webhook_tests', { owner: `tenant ${tenantId}`, at });
    return { resource: eventId, made: event };
  });
  const event = made ?? (await findEvent(database.reads, tenantId, resource));
  if (!event) throw new Refusal('not_found');
  return { event, replayed: made === null };
}
