import {
  type EventType,
  eventTypesDefault,
  type WebhookEndpoint,
  type WebhookStatusReason,
} from '@psnb2b/contract';
import { formatId } from '../kit/ids.ts';
import { DAY_MS, isoOrNull } from '../kit/time.ts';

/** Number of consecutive failures from which an endpoint counts as failing. */
export const FAILING_FROM = 3;
/** An endpoint without a success for this long is disabled. */
export const FAILING_MAX_MS = 3 * DAY_MS;

/** An endpoint as stored, with its state. */
export interface Endpoint {
  readonly endpointId: string;
  readonly tenantId: number;
  readonly url: string;
  /** What it is for; null if its owner did not say. */
  readonly description: string | null;
  /** Null: the default types. */
  readonly events: readonly EventType[] | null;
  /** How many deliveries may run at once. */
  readonly concurrency: number;
  readonly status: 'enabled' | 'disabled';
  readonly statusReason: WebhookStatusReason | null;
  /** Since when it has this status. */
  readonly statusAt: Date;
  /** Since when staff have paused it; null: they have not. */
  readonly pausedAt: Date | null;
  /** Why staff paused or disabled it, for its owner; null otherwise. */
  readonly staffReason: string | null;
  readonly failingSince: Date | null;
  readonly succeededAt: Date | null;
  readonly createdAt: Date;
  /** When its older secret ends; null if it has one secret. */
  readonly rotationEndsAt: Date | null;
}

/** Whether an endpoint has failed for so long that it must be disabled. */
export function hasFailedTooLong(failingSince: Date | null, at: Date): boolean {
  return failingSince !== null && at.getTime() - failingSince.getTime() >= FAILING_MAX_MS;
}

export function presentEndpoint(
  endpoint: Endpoint,
  mode: 'live' | 'test',
  at: Date,
): WebhookEndpoint {
  const { rotationEndsAt } = endpoint;
  return {
    id: formatId('whe', endpoint.endpointId),
    object: 'webhook_endpoint',
    mode,
    url: endpoint.url,
    events: [...(endpoint.events ?? eventTypesDefault)],
    concurrency: endpoint.concurrency,
    status: endpoint.status,
    status_reason: endpoint.statusReason,
    paused_at: isoOrNull(endpoint.pausedAt),
    failing_since: isoOrNull(endpoint.failingSince),
    last_success_at: isoOrNull(endpoint.succeededAt),
    rotation_ends_at: rotationEndsAt && rotationEndsAt > at ? rotationEndsAt.toISOString() : null,
    created_at: endpoint.createdAt.toISOString(),
  };
}
