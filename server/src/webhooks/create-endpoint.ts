import { type EventType, webhookConcurrencyDefault, webhookEndpointsMax } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import { advisoryLocks, type Tx } from '../kit/database/index.ts';
import type { Idempotency } from '../kit/http/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { limitReached } from '../kit/refusal.ts';
import type { Secret } from '../kit/secret.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { onceByTenant } from '../ledger/index.ts';
import { tenantsBeside } from '../partners/index.ts';
import { spendQuota } from '../quotas/index.ts';
import type { Endpoint } from './endpoint.ts';
import type { WebhookParts } from './parts.ts';
import { addSecret } from './secrets.ts';
import { countEndpoints, findEndpoint, insertEndpoint } from './store.ts';
import { checkWebhookUrl } from './webhook-url.ts';

export interface NewEndpoint {
  readonly url: string;
  /** Null: the default types. */
  readonly events: readonly EventType[] | null;
  readonly description?: string | null;
  /** How many deliveries may run at once; a few if left out. */
  readonly concurrency?: number;
}

/**
 * Registers an endpoint, from the next event on. Checks the URL, resolves its host before the transaction begins, then checks the
 * number of endpoints. The secret is only in this answer; null if the request is a repeated one.
 */
export async function createEndpoint(
  parts: WebhookParts,
  tenant: TenantRef,
  endpoint: NewEndpoint,
  idempotency: Idempotency | null,
  by: By,
): Promise<{ endpoint: Endpoint; secret: Secret<string> | null }> {
  const { database, clock, vault, egress } = parts;
  const url = await checkWebhookUrl(endpoint.url, egress);
  const at = clock.now();
  const { tenantId } = tenant;
  const request = { tenantId, operation: 'createWebhookEndpoint', idempotency, at };
  const { resource, made } = await onceByTenant(database, request, async (tx) => {
    const used = await countOfPartner(tx, tenantId);
    if (used >= webhookEndpointsMax) {
      const detail =
        `You already have ${webhookEndpointsMax} endpoints, live and test ones together; ` +
        'delete one first.';
      throw limitReached({ limit: webhookEndpointsMax, used }, detail);
    }
    const endpointId = newUuid(at.getTime());
    const { events, description = null, concurrency = webhookConcurrencyDefault } = endpoint;
    const row = { endpointId, tenantId, url: url.href, description, events, concurrency, at };
    await insertEndpoint(tx, row);
    const secret = await addSecret(tx, vault, endpointId, at);
    await recordAudit(tx, {
      ...by,
      at,
      tenantId,
      action: 'webhook.registered',
      subject: formatId('whe', endpointId),
      // Without the path: some receivers have a password in it.
      detail: { host: url.host, events, concurrency },
    });
    await spendQuota(tx, 'webhook_endpoints', { owner: `tenant ${tenantId}`, at });
    return { resource: endpointId, made: secret };
  });
  return { endpoint: await findEndpoint(database.reads, tenant, resource), secret: made };
}

/** Under a lock until the commit, so that two concurrent requests, one per mode, cannot exceed the limit. */
async function countOfPartner(tx: Tx, tenantId: number): Promise<number> {
  const tenantIds = await tenantsBeside(tx, tenantId);
  await tx.query('SELECT pg_advisory_xact_lock($1, $2)', [
    advisoryLocks.endpointsOfPartner,
    Math.min(...tenantIds),
  ]);
  return countEndpoints(tx, tenantIds);
}
