import { type Static, type TSchema, Type } from 'typebox';
import { Claim, ClaimStatusSchema } from './schemas/claim.ts';
import { Order, OrderStatusSchema } from './schemas/order.ts';
import { id, Mode, time } from './schemas/primitives.ts';

/** Every event type; `byDefault` says whether an endpoint without a filter gets it. */
export const eventTypes = {
  'order.status_changed': { byDefault: true, summary: 'An order took a step.' },
  'claim.status_changed': { byDefault: true, summary: 'A claim took a step.' },
  'inventory.changed': {
    byDefault: false,
    summary: 'Stock or prices changed; at most one a minute, to subscribers only.',
  },
  'balance.low': { byDefault: true, summary: 'The available balance fell under its threshold.' },
  'key.rotated': { byDefault: true, summary: 'An API key was rotated.' },
  'webhook.test': { byDefault: true, summary: 'A test delivery was asked for.' },
} as const;
export type EventType = keyof typeof eventTypes;
export const eventTypeNames: readonly EventType[] = Object.keys(eventTypes) as EventType[];

export const OrderStatusChanged = Type.Object({
  order: Order,
  previous_status: Type.Union([OrderStatusSchema, Type.Null()]),
});
export type OrderStatusChanged = Static<typeof OrderStatusChanged>;

function envelope<Name extends EventType, Data extends TSchema>(type: Name, data: Data) {
  return Type.Object({
    id: id('evt', 'Id of the event; the same in every delivery of it.'),
    type: Type.Literal(type),
    created_at: time('When it happened.'),
    mode: Mode,
    sequence: Type.Integer({
      minimum: 1,
      description: "Counts a partner's events of one mode without gaps.",
    }),
    data,
  });
}

/** `order.status_changed`: the order as `GET /orders/{order_id}` showed it at that moment. Never a code inside. */
export const OrderStatusChangedEvent = envelope('order.status_changed', OrderStatusChanged);
export type OrderStatusChangedEvent = Static<typeof OrderStatusChangedEvent>;

export const ClaimStatusChanged = Type.Object({
  claim: Claim,
  previous_status: Type.Union([ClaimStatusSchema, Type.Null()]),
});
export type ClaimStatusChanged = Static<typeof ClaimStatusChanged>;

/** `claim.status_changed`: the claim as `GET /claims/{claim_id}` showed it at that moment. Never a code inside. */
export const ClaimStatusChangedEvent = envelope('claim.status_changed', ClaimStatusChanged);
export type ClaimStatusChangedEvent = Static<typeof ClaimStatusChangedEvent>;

/** The envelope that all events share, whatever their data. */
export const EventEnvelope = Type.Object({
  ...OrderStatusChangedEvent.properties,
  type: Type.Enum([...eventTypeNames], { type: 'string' }),
  data: Type.Record(Type.String(), Type.Unknown()),
});
export type EventEnvelope = Static<typeof EventEnvelope>;
