import {
  type EventType,
  eventTypesDefault,
  type WebhookEndpoint,
  type WebhookStatusReason,
} from '@psnb2b/contract';
import { formatId } from '../kit/ids.ts';

/** Number of consecutive failures from which an endpoint counts as failing. */
export const FAILING_FROM = 3;
/** An endpoint without a success for this long is disabled. */
export const FAILING_MAX_MS = 3 * 24 * 60 * 60 * 1000;

/** An endpoint as stored, with its state. */
export interface Endpoint {
  readonly endpointId: string;
  readonly tenantId: number;
  readonly url: string;
  /** Null: the default types. */
  readonly events: readonly EventType[] | null;
  readonly status: 'enabled' | 'disabled';
  readonly statusReason: WebhookStatusReason | null;
  readonly failingSince: Date | null;
  readonly succeededAt: Date | null;
  readonly createdAt: Date;
  /** When its older secret ends; null if it has one secret. */
  readonly rotationEndsAt: Date | null;
}

/** A partner in one mode, as endpoints see it. */
export interface Tenant {
  readonly tenantId: number;
  readonly mode: 'live' | 'test';
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
    status: endpoint.status,
    status_reason: endpoint.statusReason,
    failing_since: endpoint.failingSince?.toISOString() ?? null,
    last_success_at: endpoint.succeededAt?.toISOString() ?? null,
    rotation_ends_at: rotationEndsAt && rotationEndsAt > at ? rotationEndsAt.toISOString() : null,
    created_at: endpoint.createdAt.toISOString(),
  };
}
