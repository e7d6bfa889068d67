import { webhookOverlapSecondsMax } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Idempotency } from '../kit/http/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalid, invalidState } from '../kit/refusal.ts';
import type { Secret } from '../kit/secret.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { onceByTenant } from '../ledger/index.ts';
import type { Endpoint } from './endpoint.ts';
import type { WebhookParts } from './parts.ts';
import { addSecret } from './secrets.ts';
import { findEndpoint } from './store.ts';

/**
 * Gives an endpoint a new secret; the old one signs as well for `overlapSeconds` (0 to 7 days). While such an overlap runs,
 * another rotation is `invalid_state`, except one with an overlap of 0: it ends all older secrets at once. The secret is null if
 * the request is a repeated one.
 */
export async function rotateSecret(
  { database, clock, vault }: WebhookParts,
  tenant: TenantRef,
  endpointId: string,
  overlapSeconds: number,
  idempotency: Idempotency | null,
  by: By,
): Promise<{ endpoint: Endpoint; secret: Secret<string> | null }> {
  if (!(overlapSeconds >= 0 && overlapSeconds <= webhookOverlapSecondsMax)) {
    throw invalid({ pointer: '/overlap', code: 'maximum', detail: 'It must be 0 to 7 days.' });
  }
  const at = clock.now();
  const { tenantId } = tenant;
  const request = { tenantId, operation: 'rotateWebhookSecret', idempotency, at };
  const { made } = await onceByTenant(database, request, async (tx) => {
    const { rotationEndsAt } = await findEndpoint(tx, tenant, endpointId);
    if (overlapSeconds > 0 && rotationEndsAt && rotationEndsAt > at) {
      const detail =
        'The overlap of the last rotation is still running; wait until it ends, or rotate with an overlap of 0.';
      throw invalidState('rotating', detail);
    }
    await tx.query('DELETE FROM webhooks.secrets WHERE endpoint_id = $1 AND expires_at <= $2', [
      endpointId,
      at,
    ]);
    const endsAt = new Date(at.getTime() + overlapSeconds * 1000);
    if (overlapSeconds === 0) {
      await tx.query('DELETE FROM webhooks.secrets WHERE endpoint_id = $1', [endpointId]);
    } else {
      await tx.query(
        'UPDATE webhooks.secrets SET expires_at = $2 WHERE endpoint_id = $1 AND expires_at IS NULL',
        [endpointId, endsAt],
      );
    }
    const secret = await addSecret(tx, vault, endpointId, at);
    await tx.query('UPDATE webhooks.cursors SET version = version + 1 WHERE endpoint_id = $1', [
      endpointId,
    ]);
    await recordAudit(tx, {
      ...by,
      at,
      tenantId,
      action: 'webhook.rotated',
      subject: formatId('whe', endpointId),
      detail: { overlap_seconds: overlapSeconds },
    });
    return { resource: endpointId, made: secret };
  });
  return { endpoint: await findEndpoint(database.reads, tenant, endpointId), secret: made };
}
