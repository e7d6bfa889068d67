// Written by `npm run gen` from the OpenAPI document.
import type { Claim, Deposit, Order } from './shapes.ts';

/** The available balance fell below its threshold. */
export interface BalanceLowEvent {
  /** Id of the event; the same in every delivery of it. */
  id: string;
  type: 'balance.low';
  /** When it happened. */
  created_at: string;
  /** Mode of the key it was made with. Live and test data are separate. */
  mode: 'live' | 'test';
  /** Counts a partner's events of one mode without gaps, except before `stream.restored`. */
  sequence: number;
  data: {
    /** What can be spent now, including credit. */
    available: string;
    /** The threshold that it fell below. */
    threshold: string;
    /** Currency of both. */
    currency: string;
  };
}

/** The status of a claim changed. */
export interface ClaimStatusChangedEvent {
  /** Id of the event; the same in every delivery of it. */
  id: string;
  type: 'claim.status_changed';
  /** When it happened. */
  created_at: string;
  /** Mode of the key it was made with. Live and test data are separate. */
  mode: 'live' | 'test';
  /** Counts a partner's events of one mode without gaps, except before `stream.restored`. */
  sequence: number;
  data: {
    claim: Claim;
    previous_status: 'open' | 'under_review' | 'needs_info' | 'approved' | 'rejected' | 'withdrawn' | null;
  };
}

/** A payment was credited to the balance. */
export interface DepositCreditedEvent {
  /** Id of the event; the same in every delivery of it. */
  id: string;
  type: 'deposit.credited';
  /** When it happened. */
  created_at: string;
  /** Mode of the key it was made with. Live and test data are separate. */
  mode: 'live' | 'test';
  /** Counts a partner's events of one mode without gaps, except before `stream.restored`. */
  sequence: number;
  data: {
    deposit: Deposit;
  };
}

/** A credited payment was taken back; the balance may be below zero. */
export interface DepositReversedEvent {
  /** Id of the event; the same in every delivery of it. */
  id: string;
  type: 'deposit.reversed';
  /** When it happened. */
  created_at: string;
  /** Mode of the key it was made with. Live and test data are separate. */
  mode: 'live' | 'test';
  /** Counts a partner's events of one mode without gaps, except before `stream.restored`. */
  sequence: number;
  data: {
    deposit: Deposit;
  };
}

/** An event, exactly as it is sent to webhook endpoints. */
export type Event = OrderStatusChangedEvent | ClaimStatusChangedEvent | InventoryChangedEvent | BalanceLowEvent | DepositCreditedEvent | DepositReversedEvent | KeyRotatedEvent | KeyExpiringEvent | WebhookEndpointFailingEvent | WebhookEndpointDisabledEvent | StreamRestoredEvent | WebhookTestEvent;

/** Stock or prices changed; at most one a minute, to subscribers only. */
export interface InventoryChangedEvent {
  /** Id of the event; the same in every delivery of it. */
  id: string;
  type: 'inventory.changed';
  /** When it happened. */
  created_at: string;
  /** Mode of the key it was made with. Live and test data are separate. */
  mode: 'live' | 'test';
  /** Counts a partner's events of one mode without gaps, except before `stream.restored`. */
  sequence: number;
  data: {
    /** Send it as `since` to `GET /inventory/changes` to read the changes. */
    since: string;
    /** Products whose stock or price changed, at most 100 of them. */
    skus: string[];
    /** Whether more products changed than are named. */
    has_more: boolean;
  };
}

/** An API key expires within seven days. */
export interface KeyExpiringEvent {
  /** Id of the event; the same in every delivery of it. */
  id: string;
  type: 'key.expiring';
  /** When it happened. */
  created_at: string;
  /** Mode of the key it was made with. Live and test data are separate. */
  mode: 'live' | 'test';
  /** Counts a partner's events of one mode without gaps, except before `stream.restored`. */
  sequence: number;
  data: {
    /** The key that expires. */
    key_id: string;
    /** Until when it is valid. */
    expires_at: string;
  };
}

/** An API key was rotated. */
export interface KeyRotatedEvent {
  /** Id of the event; the same in every delivery of it. */
  id: string;
  type: 'key.rotated';
  /** When it happened. */
  created_at: string;
  /** Mode of the key it was made with. Live and test data are separate. */
  mode: 'live' | 'test';
  /** Counts a partner's events of one mode without gaps, except before `stream.restored`. */
  sequence: number;
  data: {
    /** The new key. */
    key_id: string;
    /** The key that it replaces. */
    replaces: string;
    /** Until when the old key is valid. */
    old_expires_at: string;
    /** Of both keys. */
    scopes: ('read' | 'orders' | 'codes' | 'claims' | 'webhooks')[];
  };
}

/** The status of an order changed, or codes of it were returned. */
export interface OrderStatusChangedEvent {
  /** Id of the event; the same in every delivery of it. */
  id: string;
  type: 'order.status_changed';
  /** When it happened. */
  created_at: string;
  /** Mode of the key it was made with. Live and test data are separate. */
  mode: 'live' | 'test';
  /** Counts a partner's events of one mode without gaps, except before `stream.restored`. */
  sequence: number;
  data: {
    order: Order;
    previous_status: 'pending' | 'paid' | 'delivered' | 'failed' | null;
  };
}

/** We restored the service from a backup: events after it are lost, and orders wait. */
export interface StreamRestoredEvent {
  /** Id of the event; the same in every delivery of it. */
  id: string;
  type: 'stream.restored';
  /** When it happened. */
  created_at: string;
  /** Mode of the key it was made with. Live and test data are separate. */
  mode: 'live' | 'test';
  /** Counts a partner's events of one mode without gaps, except before `stream.restored`. */
  sequence: number;
  data: {
    /** What happened before is complete; what happened later is lost. */
    backup_at: string;
    /** When the service was restored. */
    restored_at: string;
    /** The last event before the hole. If you have events with higher numbers below `next_sequence`, keep them: we do not know them any more. */
    last_sequence: number;
    /** The number of this event; the stream goes on here. */
    next_sequence: number;
  };
}

/** We disabled a failing webhook endpoint; sent to your other endpoints only. */
export interface WebhookEndpointDisabledEvent {
  /** Id of the event; the same in every delivery of it. */
  id: string;
  type: 'webhook_endpoint.disabled';
  /** When it happened. */
  created_at: string;
  /** Mode of the key it was made with. Live and test data are separate. */
  mode: 'live' | 'test';
  /** Counts a partner's events of one mode without gaps, except before `stream.restored`. */
  sequence: number;
  data: {
    /** The endpoint that was disabled. */
    endpoint_id: string;
    /** It answered 410 (`gone`), or failed for three days (`failing`). */
    reason: 'gone' | 'failing';
  };
}

/** A webhook endpoint has accepted no delivery for six hours; sent to your other endpoints only. */
export interface WebhookEndpointFailingEvent {
  /** Id of the event; the same in every delivery of it. */
  id: string;
  type: 'webhook_endpoint.failing';
  /** When it happened. */
  created_at: string;
  /** Mode of the key it was made with. Live and test data are separate. */
  mode: 'live' | 'test';
  /** Counts a partner's events of one mode without gaps, except before `stream.restored`. */
  sequence: number;
  data: {
    /** The endpoint that fails. */
    endpoint_id: string;
    /** The first failure since its last success. */
    failing_since: string;
    /** When we disable it unless a delivery succeeds. */
    disabled_from: string;
  };
}

/** A test delivery was requested. */
export interface WebhookTestEvent {
  /** Id of the event; the same in every delivery of it. */
  id: string;
  type: 'webhook.test';
  /** When it happened. */
  created_at: string;
  /** Mode of the key it was made with. Live and test data are separate. */
  mode: 'live' | 'test';
  /** Counts a partner's events of one mode without gaps, except before `stream.restored`. */
  sequence: number;
  data: {
    /** The endpoint that is tested. */
    endpoint_id: string;
  };
}
