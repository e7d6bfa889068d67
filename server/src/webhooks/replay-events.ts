import { eventTypesDefault, webhookReplayMax } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import type { Idempotency } from '../kit/http/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { answerOnce } from '../ledger/index.ts';
import type { WebhookParts } from './parts.ts';
import { findEndpoint } from './store.ts';

/** Events with numbers above `after`, up to `through` (null: the newest). */
export interface ReplayRange {
  readonly after: number;
  readonly through: number | null;
  readonly includeDelivered: boolean;
}

export interface Replayed {
  readonly events: number;
  /** The last number that was covered. */
  readonly through: number;
  readonly hasMore: boolean;
}

/** A replay that staff request for the owner: why, and what happens in its transaction, before the audit entry is written. */
export interface OnBehalf {
  readonly reason: string;
  readonly onReplayed: (tx: Tx, done: Replayed, at: Date) => Promise<void>;
}

/**
 * Makes the events of a range due at an endpoint at once: those that its filter includes and that were not delivered, or all. A
 * repeated request does nothing, and gets the first one's answer.
 */
export async function replayEvents(
  { database, clock }: Pick<WebhookParts, 'database' | 'clock'>,
  tenant: TenantRef,
  endpointId: string,
  range: ReplayRange,
  idempotency: Idempotency | null,
  by: By,
  onBehalf: OnBehalf | null = null,
): Promise<Replayed & { readonly replayed: boolean }> {
  const at = clock.now();
  const { tenantId } = tenant;
  const request = { tenantId, operation: 'replayWebhookEvents', idempotency, at };
  return answerOnce<Replayed>(database, request, async (tx) => {
    const endpoint = await findEndpoint(tx, tenant, endpointId);
    if (endpoint.status !== 'enabled') {
      throw invalidState(endpoint.status, 'The endpoint is disabled; enable it first.');
    }
    const { rows } = await tx.query<{ events: number; through: number; more: boolean }>(
      `SELECT o_events AS events, o_through AS through, o_more AS more
         FROM webhooks.replay($1, $2, $3, $4, $5, $6, $7)`,
      [
        at,
        endpointId,
        range.after,
        range.through ?? Number.MAX_SAFE_INTEGER,
        range.includeDelivered,
        webhookReplayMax,
        eventTypesDefault,
      ],
    );
    const { events, through, more } = required(rows[0], 'a function gives a row');
    const answer: Replayed = { events, through, hasMore: more };
    await onBehalf?.onReplayed(tx, answer, at);
    await recordAudit(tx, {
      ...by,
      at,
      tenantId,
      action: 'webhook.replayed',
      subject: formatId('whe', endpointId),
      detail: {
        ...range,
        ...(more && { continuesAfter: through }),
        events,
        ...(onBehalf && { reason: onBehalf.reason }),
      },
    });
    return { resource: endpointId, answer };
  });
}
