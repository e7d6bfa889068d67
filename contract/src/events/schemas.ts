import { type Static, type TSchema, Type } from 'typebox';
import { Claim, ClaimStatusSchema } from '../claims/schemas.ts';
import { Deposit } from '../deposits/schemas.ts';
import { cursorLengthMax } from '../kit/limits.ts';
import { scopes } from '../kit/operation.ts';
import { currency, id, Mode, money, pageMembers, pageQuery, time } from '../kit/primitives.ts';
import { Order, OrderStatusSchema } from '../orders/schemas.ts';

/** Every event type; `byDefault` says whether an endpoint without a filter gets it. */
export const eventTypes = {
  'order.status_changed': {
    byDefault: true,
    summary: 'The status of an order changed, or codes of it were returned.',
  },
  'claim.status_changed': { byDefault: true, summary: 'The status of a claim changed.' },
  'inventory.changed': {
    byDefault: false,
    summary: 'Stock or prices changed; at most one a minute, to subscribers only.',
  },
  'balance.low': { byDefault: true, summary: 'The available balance fell below its threshold.' },
  'deposit.credited': { byDefault: true, summary: 'A payment was credited to the balance.' },
  'deposit.reversed': {
    byDefault: true,
    summary: 'A credited payment was taken back; the balance may be below zero.',
  },
  'key.rotated': { byDefault: true, summary: 'An API key was rotated.' },
  'key.expiring': { byDefault: true, summary: 'An API key expires within seven days.' },
  'webhook_endpoint.failing': {
    byDefault: true,
    summary:
      'A webhook endpoint has accepted no delivery for six hours; sent to your other endpoints only.',
  },
  'webhook_endpoint.disabled': {
    byDefault: true,
    summary: 'We disabled a failing webhook endpoint; sent to your other endpoints only.',
  },
  'stream.restored': {
    byDefault: true,
    summary: 'We restored the service from a backup: events after it are lost, and orders wait.',
  },
  'webhook.test': { byDefault: true, summary: 'A test delivery was requested.' },
} as const;
export type EventType = keyof typeof eventTypes;
export const eventTypeNames: readonly EventType[] = Object.keys(eventTypes) as EventType[];
export const eventTypesDefault: readonly EventType[] = eventTypeNames.filter(
  (name) => eventTypes[name].byDefault,
);

export const OrderStatusChanged = Type.Object({
  order: Order,
  previous_status: Type.Union([OrderStatusSchema, Type.Null()]),
});
export type OrderStatusChanged = Static<typeof OrderStatusChanged>;

export const InventoryChanged = Type.Object({
  since: Type.String({
    description: 'Send it as `since` to `GET /inventory/changes` to read the changes.',
  }),
  skus: Type.Array(Type.String(), {
    description: 'Products whose stock or price changed, at most 100 of them.',
  }),
  has_more: Type.Boolean({ description: 'Whether more products changed than are named.' }),
});
export type InventoryChanged = Static<typeof InventoryChanged>;

export const BalanceLow = Type.Object({
  available: money('What can be spent now, including credit.'),
  threshold: money('The threshold that it fell below.'),
  currency: currency('Currency of both.'),
});
export type BalanceLow = Static<typeof BalanceLow>;

/** `deposit.credited`: the deposit as `GET /deposits` showed it at that moment. */
export const DepositCredited = Type.Object({ deposit: Deposit });
export type DepositCredited = Static<typeof DepositCredited>;

/** `deposit.reversed`: the deposit as `GET /deposits` showed it at that moment, with its `reason`. */
export const DepositReversed = Type.Object({ deposit: Deposit });
export type DepositReversed = Static<typeof DepositReversed>;

/** Holds ids only: no part of either key's text. */
export const KeyRotated = Type.Object({
  key_id: id('key', 'The new key.'),
  replaces: id('key', 'The key that it replaces.'),
  old_expires_at: time('Until when the old key is valid.'),
  scopes: Type.Array(Type.Enum([...scopes], { type: 'string' }), { description: 'Of both keys.' }),
});
export type KeyRotated = Static<typeof KeyRotated>;

/** `key.expiring`: once for each key that no other key replaces. */
export const KeyExpiring = Type.Object({
  key_id: id('key', 'The key that expires.'),
  expires_at: time('Until when it is valid.'),
});
export type KeyExpiring = Static<typeof KeyExpiring>;

/** `stream.restored`: the first event after the hole that a restore leaves. */
export const StreamRestored = Type.Object({
  backup_at: time('What happened before is complete; what happened later is lost.'),
  restored_at: time('When the service was restored.'),
  last_sequence: Type.Integer({
    description:
      'The last event before the hole. If you have events with higher numbers below `next_sequence`, keep them: we do not ' +
      'know them any more.',
  }),
  next_sequence: Type.Integer({
    description: 'The number of this event; the stream goes on here.',
  }),
});
export type StreamRestored = Static<typeof StreamRestored>;

/** `webhook_endpoint.failing`: once until a delivery succeeds. */
export const WebhookEndpointFailing = Type.Object({
  endpoint_id: id('whe', 'The endpoint that fails.'),
  failing_since: time('The first failure since its last success.'),
  disabled_from: time('When we disable it unless a delivery succeeds.'),
});
export type WebhookEndpointFailing = Static<typeof WebhookEndpointFailing>;

export const WebhookEndpointDisabled = Type.Object({
  endpoint_id: id('whe', 'The endpoint that was disabled.'),
  reason: Type.Enum(['gone', 'failing'], {
    type: 'string',
    description: 'It answered 410 (`gone`), or failed for three days (`failing`).',
  }),
});
export type WebhookEndpointDisabled = Static<typeof WebhookEndpointDisabled>;

export const WebhookTest = Type.Object({
  endpoint_id: id('whe', 'The endpoint that is tested.'),
});
export type WebhookTest = Static<typeof WebhookTest>;

function envelope<Name extends EventType, Data extends TSchema>(
  type: Name,
  title: string,
  data: Data,
) {
  return Type.Object(
    {
      id: id('evt', 'Id of the event; the same in every delivery of it.'),
      type: Type.Literal(type),
      created_at: time('When it happened.'),
      mode: Mode,
      sequence: Type.Integer({
        minimum: 1,
        description:
          "Counts a partner's events of one mode without gaps, except before `stream.restored`.",
      }),
      data,
    },
    { title, description: eventTypes[type].summary },
  );
}

/** `order.status_changed`: the order as `GET /orders/{order_id}` showed it at that moment. Never a code inside. */
export const OrderStatusChangedEvent = envelope(
  'order.status_changed',
  'OrderStatusChangedEvent',
  OrderStatusChanged,
);
export type OrderStatusChangedEvent = Static<typeof OrderStatusChangedEvent>;
export const InventoryChangedEvent = envelope(
  'inventory.changed',
  'InventoryChangedEvent',
  InventoryChanged,
);
export const BalanceLowEvent = envelope('balance.low', 'BalanceLowEvent', BalanceLow);
export const DepositCreditedEvent = envelope(
  'deposit.credited',
  'DepositCreditedEvent',
  DepositCredited,
);
export const DepositReversedEvent = envelope(
  'deposit.reversed',
  'DepositReversedEvent',
  DepositReversed,
);
export const KeyRotatedEvent = envelope('key.rotated', 'KeyRotatedEvent', KeyRotated);
export const KeyExpiringEvent = envelope('key.expiring', 'KeyExpiringEvent', KeyExpiring);
export const WebhookEndpointFailingEvent = envelope(
  'webhook_endpoint.failing',
  'WebhookEndpointFailingEvent',
  WebhookEndpointFailing,
);
export const WebhookEndpointDisabledEvent = envelope(
  'webhook_endpoint.disabled',
  'WebhookEndpointDisabledEvent',
  WebhookEndpointDisabled,
);
export const StreamRestoredEvent = envelope(
  'stream.restored',
  'StreamRestoredEvent',
  StreamRestored,
);
export const WebhookTestEvent = envelope('webhook.test', 'WebhookTestEvent', WebhookTest);

export const ClaimStatusChanged = Type.Object({
  claim: Claim,
  previous_status: Type.Union([ClaimStatusSchema, Type.Null()]),
});
export type ClaimStatusChanged = Static<typeof ClaimStatusChanged>;

/** `claim.status_changed`: the claim as `GET /claims/{claim_id}` showed it at that moment. Never a code inside. */
export const ClaimStatusChangedEvent = envelope(
  'claim.status_changed',
  'ClaimStatusChangedEvent',
  ClaimStatusChanged,
);
export type ClaimStatusChangedEvent = Static<typeof ClaimStatusChangedEvent>;

/** Every event by its type: what webhooks are sent. */
export const eventSchemas = {
  'order.status_changed': OrderStatusChangedEvent,
  'claim.status_changed': ClaimStatusChangedEvent,
  'inventory.changed': InventoryChangedEvent,
  'balance.low': BalanceLowEvent,
  'deposit.credited': DepositCreditedEvent,
  'deposit.reversed': DepositReversedEvent,
  'key.rotated': KeyRotatedEvent,
  'key.expiring': KeyExpiringEvent,
  'webhook_endpoint.failing': WebhookEndpointFailingEvent,
  'webhook_endpoint.disabled': WebhookEndpointDisabledEvent,
  'stream.restored': StreamRestoredEvent,
  'webhook.test': WebhookTestEvent,
} as const satisfies Record<EventType, TSchema>;
type AnyEvent = { [Name in EventType]: Static<(typeof eventSchemas)[Name]> }[EventType];

/** Any of them; `type` says which, and so what is in `data`. */
export const EventEnvelope = Type.Unsafe<AnyEvent>({
  title: 'Event',
  description: 'An event, exactly as it is sent to webhook endpoints.',
  oneOf: Object.values(eventSchemas),
  discriminator: {
    propertyName: 'type',
    mapping: Object.fromEntries(
      Object.entries(eventSchemas).map(([type, schema]) => [
        type,
        `#/components/schemas/${(schema as { title?: string }).title}`,
      ]),
    ),
  },
});
export type EventEnvelope = Static<typeof EventEnvelope>;

export const EventList = Type.Object(
  {
    object: Type.Literal('list'),
    data: Type.Array(EventEnvelope),
    has_more: pageMembers.has_more,
    next_cursor: Type.String({
      description:
        'Send it as `cursor` to continue, now or later: never null, because more events may always follow.',
    }),
  },
  { title: 'EventList', description: 'Events in the order of their `sequence`.' },
);
export type EventList = Static<typeof EventList>;

export const EventListQuery = Type.Object(
  {
    after: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
        description:
          'Only events with a higher `sequence`; 0, or neither this nor `cursor`, begins with the oldest stored event.',
      }),
    ),
    limit: pageQuery.limit,
    cursor: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: cursorLengthMax,
        description: '`next_cursor` of the previous reply, unchanged. Not together with `after`.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type EventListQuery = Static<typeof EventListQuery>;
