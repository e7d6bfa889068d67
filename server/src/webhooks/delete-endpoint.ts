import { eventTypesDefault } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import { formatId } from '../kit/ids.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import type { WebhookParts } from './parts.ts';
import { findEndpoint, stopEndpoint } from './store.ts';

/** Deletes an endpoint: it receives nothing more, and its secrets are destroyed. */
export async function deleteEndpoint(
  { database, clock }: Pick<WebhookParts, 'database' | 'clock'>,
  tenant: TenantRef,
  endpointId: string,
  by: By & { readonly reason: 'owner' | 'operator' },
): Promise<void> {
  const { reason, ...actor } = by;
  await database.transaction(async (tx) => {
    await findEndpoint(tx, tenant, endpointId);
    const at = clock.now();
    const stop = { at, status: 'deleted', reason, defaults: eventTypesDefault } as const;
    await stopEndpoint(tx, endpointId, stop);
    await tx.query('DELETE FROM webhooks.secrets WHERE endpoint_id = $1', [endpointId]);
    await recordAudit(tx, {
      ...actor,
      at,
      tenantId: tenant.tenantId,
      action: 'webhook.deleted',
      subject: formatId('whe', endpointId),
    });
  });
}
