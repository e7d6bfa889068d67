import { eventTypesDefault } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { Logger } from '../kit/log.ts';
import { stopEndpoint, tenantOfEndpoint } from './store.ts';

interface Seen {
  readonly worker: string;
  readonly endpointId: string;
  readonly version: number;
}

/**
 * Disables an endpoint that answered 410 or failed for too long, drops its waiting deliveries, and leaves a notice for its owner.
 * Only if the endpoint is unchanged since the worker saw the failure, and still leased by it: the answers of an old URL say
 * nothing about a new one. Repeating it changes nothing.
 */
export async function disableEndpoint(
  parts: { readonly database: Database; readonly clock: Clock; readonly log: Logger },
  { worker, endpointId, version }: Seen,
  reason: 'gone' | 'failing',
): Promise<void> {
  const at = parts.clock.now();
  const id = formatId('whe', endpointId);
  await parts.database.transaction(async (tx) => {
    const { rows } = await tx.query(
      `SELECT FROM webhooks.cursors
        WHERE endpoint_id = $1 AND version = $2 AND worker = $3 FOR UPDATE`,
      [endpointId, version, worker],
    );
    if (rows.length === 0) return;
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
