import { recordAudit } from '../audit/index.ts';
import { findEvent } from '../events/index.ts';
import type { By } from '../kit/by.ts';
import type { Idempotency } from '../kit/http/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState, pointTo, Refusal } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { answerOnce } from '../ledger/index.ts';
import type { WebhookParts } from './parts.ts';
import { endpointsFor, findEndpoint } from './store.ts';

/**
 * Makes an event due again at once, whatever its state: at one endpoint, or at all enabled ones that are sent it by their filters.
 * Returns the endpoints, to a repeated request those of the first; `invalid_state` if there is none.
 */
export async function redeliverEvent(
  { database, clock }: Pick<WebhookParts, 'database' | 'clock'>,
  tenant: TenantRef,
  { eventId, endpointId }: { readonly eventId: string; readonly endpointId: string | null },
  idempotency: Idempotency | null,
  by: By,
): Promise<{ endpointIds: string[]; replayed: boolean }> {
  const at = clock.now();
  const { tenantId } = tenant;
  const request = { tenantId, operation: 'redeliverEvent', idempotency, at };
  return answerOnce<{ endpointIds: string[] }>(database, request, async (tx) => {
    const event = await findEvent(tx, tenantId, eventId);
    if (!event) throw new Refusal('not_found');
    const endpoint =
      endpointId === null
        ? null
        : await findEndpoint(tx, tenant, endpointId).catch(pointTo('/endpoint_id'));
    const wanted = endpoint
      ? [endpoint].filter((each) => each.status === 'enabled').map((each) => each.endpointId)
      : await endpointsFor(tx, tenant, event);
    if (wanted.length === 0) {
      const detail = 'No enabled endpoint receives events of this type.';
      throw invalidState(endpoint?.status ?? 'no_endpoint', detail);
    }
    await tx.query('SELECT webhooks.send_again($1, $2, $3)', [at, wanted, event.sequence]);
    await recordAudit(tx, {
      ...by,
      at,
      tenantId,
      action: 'event.redelivered',
      subject: formatId('evt', eventId),
      detail: { endpoints: wanted.map((each) => formatId('whe', each)) },
    });
    return { resource: eventId, answer: { endpointIds: wanted } };
  });
}
