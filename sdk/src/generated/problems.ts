// Written by `npm run gen` from the OpenAPI document.
import type { FieldError } from './shapes.ts';

/** Members of every problem document (RFC 9457). */
export interface ProblemMembers<Code extends string, Status extends number, Retryable extends boolean> {
  /** Page that explains the code. */
  type: string;
  /** The problem in a few words. */
  title: string;
  /** The HTTP status. */
  status: Status;
  /** One sentence that a person can act on. */
  detail: string;
  /** Id of the request; name it when you write to support. */
  request_id: string;
  /** Whether the same request may succeed later without a change. */
  retryable: Retryable;
  /** Stable name of the problem. */
  code: Code;
}

/** Body too large. */
export interface BodyTooLargeProblem extends ProblemMembers<'body_too_large', 413, false> {
  /** The largest accepted size in bytes. */
  max_bytes: number;
}

/** Claim window closed. */
export interface ClaimWindowClosedProblem extends ProblemMembers<'claim_window_closed', 409, false> {
  errors?: FieldError[];
  /** The last moment at which it could be claimed. */
  closed_at: string;
}

/** Code already claimed. */
export interface CodeAlreadyClaimedProblem extends ProblemMembers<'code_already_claimed', 409, false> {
  errors?: FieldError[];
  /** The open or approved claim that has the code. */
  claim_id: string;
}

/** Code already read. */
export interface CodeRevealedProblem extends ProblemMembers<'code_revealed', 409, false> {
  errors?: FieldError[];
  /** Ids of the codes that were read. */
  codes: string[];
}

/** Cursor expired. */
export type CursorExpiredProblem = ProblemMembers<'cursor_expired', 409, false>;

/** Hold expired. */
export interface HoldExpiredProblem extends ProblemMembers<'hold_expired', 409, false> {
  /** When the hold ended. */
  expired_at: string;
}

/** First request still running. */
export type IdempotencyInProgressProblem = ProblemMembers<'idempotency_in_progress', 409, true>;

/** Invalid Idempotency-Key. */
export type IdempotencyKeyInvalidProblem = ProblemMembers<'idempotency_key_invalid', 400, false>;

/** Idempotency-Key used for another request. */
export type IdempotencyKeyReusedProblem = ProblemMembers<'idempotency_key_reused', 422, false>;

/** Insufficient balance. */
export interface InsufficientBalanceProblem extends ProblemMembers<'insufficient_balance', 402, false> {
  /** What the order costs. */
  required: string;
  /** What can be spent now, credit limit included. */
  available: string;
  /** Currency of both amounts. */
  currency: string;
}

/** Internal error. */
export type InternalProblem = ProblemMembers<'internal', 500, true>;

/** Not possible in this state. */
export interface InvalidStateProblem extends ProblemMembers<'invalid_state', 409, false> {
  errors?: FieldError[];
  /** The current `status` or `state`; for a thing without one, a word for it. */
  current_status: string;
}

/** Address not allowed. */
export interface IpNotAllowedProblem extends ProblemMembers<'ip_not_allowed', 403, false> {
  /** The address that your request came from, as we see it. */
  address: string;
}

/** Daily cap of the key reached. */
export interface KeyCapReachedProblem extends ProblemMembers<'key_cap_reached', 403, false> {
  /** Which cap: on money (`spend`) or on codes (`quantity`). */
  cap: 'spend' | 'quantity';
  /** The cap of one UTC day. A count is a number, an amount of money a decimal string. */
  limit: number | string;
  /** How much of it is used. A count is a number, an amount of money a decimal string. */
  used: number | string;
  /** Currency of both, where they are amounts of money. */
  currency?: string;
  /** When the next UTC day begins. */
  resets_at: string;
}

/** Limit reached. */
export interface LimitReachedProblem extends ProblemMembers<'limit_reached', 409, false> {
  /** How much there may be. A count is a number, an amount of money a decimal string. */
  limit: number | string;
  /** How much of it is used. A count is a number, an amount of money a decimal string. */
  used: number | string;
  /** Currency of both, where they are amounts of money. */
  currency?: string;
  /** When the limit resets, if it applies to a period. */
  resets_at?: string;
}

/** Malformed JSON. */
export type MalformedJsonProblem = ProblemMembers<'malformed_json', 400, false>;

/** Malformed upload. */
export type MalformedUploadProblem = ProblemMembers<'malformed_upload', 400, false>;

/** Not found. */
export interface NotFoundProblem extends ProblemMembers<'not_found', 404, false> {
  errors?: FieldError[];
}

/** Order failed. */
export type OrderFailedProblem = ProblemMembers<'order_failed', 409, false>;

/** Order not delivered yet. */
export interface OrderNotDeliveredProblem extends ProblemMembers<'order_not_delivered', 409, true> {
  /** The status of the order now. */
  order_status: 'pending' | 'paid';
}

/** Out of stock. */
export interface OutOfStockProblem extends ProblemMembers<'out_of_stock', 409, false> {
  /** Codes that could be bought. */
  available: number;
}

/** Outcome unknown. */
export type OutcomeUnknownProblem = ProblemMembers<'outcome_unknown', 503, true>;

/** Partner not approved yet. */
export type PartnerNotApprovedProblem = ProblemMembers<'partner_not_approved', 403, false>;

/** Partner suspended. */
export type PartnerSuspendedProblem = ProblemMembers<'partner_suspended', 403, false>;

/** Payment method not allowed. */
export type PaymentNotAllowedProblem = ProblemMembers<'payment_not_allowed', 403, false>;

/** Price changed. */
export interface PriceChangedProblem extends ProblemMembers<'price_changed', 409, false> {
  /** Price of one code now, in your currency. */
  unit_price: string;
}

/** Product not on sale. */
export interface ProductPausedProblem extends ProblemMembers<'product_paused', 409, false> {
  /** `paused` may be sold again, `retired` never is. */
  product_status: 'paused' | 'retired';
}

/** Too many requests. */
export interface RateLimitedProblem extends ProblemMembers<'rate_limited', 429, true> {
  /** Name of the limit that was hit, as in `RateLimit-Policy`. */
  policy: string;
  /** What that limit allows: requests in 60 seconds, or uploads or streams at once. */
  limit: number;
  /** Whole seconds to wait. */
  retry_after: number;
}

/** Reference in use. */
export interface ReferenceInUseProblem extends ProblemMembers<'reference_in_use', 409, false> {
  /** The order that has the reference. */
  order_id: string;
}

/** Return window closed. */
export interface ReturnWindowClosedProblem extends ProblemMembers<'return_window_closed', 409, false> {
  errors?: FieldError[];
  /** The last moment at which it could be returned. */
  closed_at: string;
}

/** Returns not accepted. */
export type ReturnsClosedProblem = ProblemMembers<'returns_closed', 403, false>;

/** Scope missing. */
export interface ScopeMissingProblem extends ProblemMembers<'scope_missing', 403, false> {
  /** The scope that the call needs. */
  scope: string;
}

/** For test keys only. */
export type TestKeyRequiredProblem = ProblemMembers<'test_key_required', 403, false>;

/** Unauthorized. */
export type UnauthorizedProblem = ProblemMembers<'unauthorized', 401, false>;

/** Unavailable. */
export type UnavailableProblem = ProblemMembers<'unavailable', 503, true>;

/** Unknown product. */
export type UnknownProductProblem = ProblemMembers<'unknown_product', 404, false>;

/** Unsupported media type. */
export type UnsupportedMediaTypeProblem = ProblemMembers<'unsupported_media_type', 415, false>;

/** Validation failed. */
export interface ValidationFailedProblem extends ProblemMembers<'validation_failed', 422, false> {
  errors: FieldError[];
}

/** Endpoints are registered by support. */
export type WebhookRegistrationClosedProblem = ProblemMembers<'webhook_registration_closed', 403, false>;

/** Every problem that the API of this version answers with, by its `code`. */
export type Problem = BodyTooLargeProblem | ClaimWindowClosedProblem | CodeAlreadyClaimedProblem | CodeRevealedProblem | CursorExpiredProblem | HoldExpiredProblem | IdempotencyInProgressProblem | IdempotencyKeyInvalidProblem | IdempotencyKeyReusedProblem | InsufficientBalanceProblem | InternalProblem | InvalidStateProblem | IpNotAllowedProblem | KeyCapReachedProblem | LimitReachedProblem | MalformedJsonProblem | MalformedUploadProblem | NotFoundProblem | OrderFailedProblem | OrderNotDeliveredProblem | OutOfStockProblem | OutcomeUnknownProblem | PartnerNotApprovedProblem | PartnerSuspendedProblem | PaymentNotAllowedProblem | PriceChangedProblem | ProductPausedProblem | RateLimitedProblem | ReferenceInUseProblem | ReturnWindowClosedProblem | ReturnsClosedProblem | ScopeMissingProblem | TestKeyRequiredProblem | UnauthorizedProblem | UnavailableProblem | UnknownProductProblem | UnsupportedMediaTypeProblem | ValidationFailedProblem | WebhookRegistrationClosedProblem;
export type ErrorCode = Problem['code'];
