import type { Static } from 'typebox';
import { claimExample, replacedClaimExample, withdrawnClaimExample } from '../claims/examples.ts';
import type { Claim } from '../claims/schemas.ts';
import type { ClaimStatus } from '../claims/states.ts';
import { depositExamples } from '../deposits/examples.ts';
import type { Deposit } from '../deposits/schemas.ts';
import {
  deliveredOrderExample,
  pendingOrderExample,
  returnedOrderExample,
} from '../orders/examples.ts';
import type { Order } from '../orders/schemas.ts';
import { type OrderStatus, orderFailures } from '../orders/states.ts';
import type { EventType, eventSchemas, WebhookEndpointDisabled } from './schemas.ts';

type DataOf<Type extends EventType> = Static<(typeof eventSchemas)[Type]>['data'];

/** A sample of an event: when it happened in the story of the examples, and its data. */
export interface EventSample<Type extends EventType = EventType> {
  readonly at: string;
  readonly data: DataOf<Type>;
}

const paidOrder: Order = {
  ...deliveredOrderExample,
  status: 'paid',
  delivered_at: null,
  claimable_until: null,
  sequence: 2,
};
const placedOrder: Order = { ...paidOrder, status: 'pending', paid_at: null, sequence: 1 };
const failedAt = '2026-11-23T16:00:17.123Z';
const failedOrder: Order = {
  ...paidOrder,
  status: 'failed',
  failed_at: failedAt,
  failure: { code: 'upstream_failed', detail: orderFailures.upstream_failed, reason: null },
  sequence: 3,
};

const order = (
  state: Order,
  previous: OrderStatus | null,
  at: string = state.created_at,
): EventSample<'order.status_changed'> => ({
  at,
  data: { order: state, previous_status: previous },
});

const decidedAt = '2026-11-24T10:00:31.480Z';
const reviewed: Claim = {
  ...claimExample,
  status: 'under_review',
  first_answered_at: decidedAt,
  sequence: 2,
};
const rejectedClaim: Claim = {
  ...replacedClaimExample,
  status: 'rejected',
  codes: claimExample.codes.map((code) => ({
    ...code,
    resolution: 'rejected',
    detail: 'The store shows that the code was redeemed by your customer.',
  })),
};

const claim = (
  state: Claim,
  previous: ClaimStatus | null,
  at: string = decidedAt,
): EventSample<'claim.status_changed'> => ({
  at,
  data: { claim: state, previous_status: previous },
});

const keyId = 'key_01m84b1g5ye1m8v4w3n0q7zj2c';
const endpointId = 'whe_01m84ht3bvek8taznva0d678kp';
const noon = '2026-11-24T12:00:00.000Z';
const credited = depositExamples.find(({ status }) => status === 'credited') as Deposit;

const reversedAt = '2026-11-26T08:30:00.000Z';

const disabled = (
  reason: WebhookEndpointDisabled['reason'],
): EventSample<'webhook_endpoint.disabled'> => ({
  at: noon,
  data: { endpoint_id: endpointId, reason },
});

/** The state of a type that has only one. */
export const onlyState = 'emitted';

/**
 * A sample of every event type in every state that its data can report: what `POST /test/events` emits.
 * `waiting` is a pending order that waits for a deposit, `returned` a delivered one of which codes were returned.
 */
export const eventSamples = {
  'order.status_changed': {
    pending: order(placedOrder, null),
    waiting: order(pendingOrderExample, null),
    paid: order(paidOrder, 'pending'),
    delivered: order(deliveredOrderExample, 'paid'),
    failed: order(failedOrder, 'paid', failedAt),
    returned: order(returnedOrderExample, 'delivered', '2026-11-23T18:20:44.017Z'),
  },
  'claim.status_changed': {
    open: claim(claimExample, null, claimExample.created_at),
    under_review: claim(reviewed, 'open'),
    needs_info: claim({ ...reviewed, status: 'needs_info', sequence: 3 }, 'under_review'),
    approved: claim(replacedClaimExample, 'under_review'),
    rejected: claim(rejectedClaim, 'under_review'),
    withdrawn: claim(withdrawnClaimExample, 'open', '2026-11-24T09:40:02.004Z'),
  },
  'inventory.changed': {
    [onlyState]: { at: noon, data: { since: '184467', skus: ['PSN-US-50'], has_more: false } },
  },
  'balance.low': {
    [onlyState]: { at: noon, data: { available: '84.20', threshold: '100.00', currency: 'USD' } },
  },
  'deposit.credited': {
    [onlyState]: { at: credited.credited_at ?? noon, data: { deposit: credited } },
  },
  'deposit.reversed': {
    [onlyState]: {
      at: reversedAt,
      data: {
        deposit: {
          ...credited,
          status: 'reversed',
          reason: 'The bank took the payment back.',
          reversed_at: reversedAt,
        },
      },
    },
  },
  'key.rotated': {
    [onlyState]: {
      at: noon,
      data: {
        key_id: 'key_01m84b1g5ye1m8v4w3n0q7zj2d',
        replaces: keyId,
        old_expires_at: '2026-11-25T12:00:00.000Z',
        scopes: ['read', 'orders', 'codes', 'claims'],
      },
    },
  },
  'key.expiring': {
    [onlyState]: { at: noon, data: { key_id: keyId, expires_at: '2026-12-01T12:00:00.000Z' } },
  },
  'webhook_endpoint.failing': {
    [onlyState]: {
      at: noon,
      data: {
        endpoint_id: endpointId,
        failing_since: '2026-11-24T06:00:00.000Z',
        disabled_from: '2026-11-27T06:00:00.000Z',
      },
    },
  },
  'webhook_endpoint.disabled': { gone: disabled('gone'), failing: disabled('failing') },
  'stream.restored': {
    [onlyState]: {
      at: noon,
      data: {
        backup_at: '2026-11-24T11:15:00.000Z',
        restored_at: noon,
        last_sequence: 42,
        next_sequence: 43,
      },
    },
  },
  'webhook.test': { [onlyState]: { at: noon, data: { endpoint_id: endpointId } } },
} as const satisfies { [Type in EventType]: Readonly<Record<string, EventSample<Type>>> };

/** The states in which a type can be asked for, as data. */
export function sampleStatesOf(type: EventType): string[] {
  return Object.keys(eventSamples[type]);
}

/** The sample of a type in a state; null if there is none. */
export function findSample(type: EventType, state: string): EventSample | null {
  const samples: Readonly<Record<string, EventSample>> = eventSamples[type];
  return Object.hasOwn(samples, state) ? (samples[state] ?? null) : null;
}
