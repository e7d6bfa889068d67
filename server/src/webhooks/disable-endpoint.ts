import { eventTypesDefault } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { Logger } from '../kit/log.ts';
import { stopEndpoint, tenantOfEndpoint } from './store.ts';

/**
 * Disables an endpoint that answered 410 or failed for too long, drops what waits, and leaves a
 * notice for its owner. Doing it twice changes nothing.
 */
export async function disableEndpoint(
  parts: { readonly database: Database; readonly clock: Clock; readonly log: Logger },
  endpointId: string,
  reason: 'gone' | 'failing',
): Promise<void> {
  const at = parts.clock.now();
  const id = formatId('whe', endpointId);
  await parts.database.transaction(async (tx) => {
    const stop = { at, status: 'disabled', reason, defaults: eventTypesDefault } as const;
    if (!(await stopEndpoint(tx, endpointId, stop))) return;
    await tx.query('INSERT INTO webhooks.notices (endpoint_id, reason, at) VALUES ($1, $2, $3)', [
      endpointId,
      reason,
      at,
    ]);
    await recordAudit(tx, {
      at,
      actor: 'system:webhooks',
      tenantId: await tenantOfEndpoint(tx, endpointId),
      action: 'webhook.disabled',
      subject: id,
      detail: { reason },
    });
    parts.log.warn({ endpoint: id, reason }, 'a webhook endpoint is disabled');
  });
}
