import {
  type Can,
  type ErrorCode,
  type ErrorMembers,
  type errors,
  type FieldError,
  namingField,
  type StateRefusal,
} from '@psnb2b/contract';
import { required } from './assert.ts';
import { formatMoney } from './money.ts';

export type { FieldError };

interface SaidOfAny {
  /** Replaces the catalogue's sentence by one that a person can act on. */
  readonly detail?: string;
  /** Only logged, never sent. */
  readonly internal?: string;
}

/** What may be sent beside the members: fields and waits only for codes whose problems have them. */
export type RefusalDetails<Code extends ErrorCode = ErrorCode> = SaidOfAny &
  ((typeof errors)[Code] extends { fields: string }
    ? { readonly errors?: readonly FieldError[] }
    : { readonly errors?: undefined }) &
  ((typeof errors)[Code] extends { retryable: true }
    ? {
        /** Whole seconds for Retry-After, if more is known than the catalogue says. */
        readonly retryAfter?: number;
      }
    : { readonly retryAfter?: undefined });

/** The members that a code's problem must have; most codes have none. */
export type MembersOf<Code extends ErrorCode> =
  ErrorMembers<Code> extends object ? ErrorMembers<Code> : Readonly<Record<string, never>>;

/** The arguments after the code: members can be left out only if the code needs none. */
type Rest<Code extends ErrorCode> =
  Record<string, never> extends MembersOf<Code>
    ? [members?: MembersOf<Code>, details?: RefusalDetails<Code>]
    : [members: MembersOf<Code>, details?: RefusalDetails<Code>];

/**
 * An expected refusal. Status, title and public sentence come from the contract's catalogue;
 * `members` are the code's own public members (`available`, `order_id`, …), as the catalogue says.
 */
export class Refusal<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'Refusal';
  readonly code: Code;
  readonly members: Readonly<Record<string, unknown>>;
  readonly details: SaidOfAny & {
    readonly errors?: readonly FieldError[] | undefined;
    readonly retryAfter?: number | undefined;
  };

  constructor(code: Code, ...[members = {} as MembersOf<Code>, details = {}]: Rest<Code>) {
    super(details.detail ?? code);
    this.code = code;
    this.members = members;
    this.details = details;
  }
}

/** A refusal in a form that crosses threads, which lose its class. */
export type PlainRefusal = Pick<Refusal, 'code' | 'members' | 'details'>;

export function plainOf({ code, members, details }: Refusal): PlainRefusal {
  return { code, members, details };
}

export function fromPlain({ code, members, details }: PlainRefusal): Refusal {
  return new Refusal(code, members as never, details as never);
}

/**
 * An act that the state of a thing does not allow. `current` is its status or state, or a word for it; `detail` says what is
 * possible instead.
 */
export function invalidState(current: string, detail?: string): Refusal<'invalid_state'> {
  return new Refusal(
    'invalid_state',
    { current_status: current },
    detail === undefined ? {} : { detail },
  );
}

/** A limit on a count that is reached: `used` of `limit`, until `resetsAt` if it resets. */
export function limitReached(
  count: { readonly limit: number; readonly used: number; readonly resetsAt?: Date },
  detail: string,
): Refusal<'limit_reached'> {
  const { limit, used, resetsAt } = count;
  const members = { limit, used, ...(resetsAt && { resets_at: resetsAt.toISOString() }) };
  return new Refusal('limit_reached', members, { detail });
}

/** A limit on a sum of money that is reached: `used` of `limit`, both in minor units. */
export function moneyLimitReached(
  sum: { readonly limit: number; readonly used: number; readonly currency: string },
  detail?: string,
): Refusal<'limit_reached'> {
  const { currency } = sum;
  const amount = (minor: number) => formatMoney(minor, currency);
  const members = { limit: amount(sum.limit), used: amount(sum.used), currency };
  return new Refusal('limit_reached', members, detail === undefined ? {} : { detail });
}

/** What is sent beside a refusal by a state table. */
interface StateDetails {
  /** What is possible instead, in one sentence. */
  readonly detail?: string;
  /** Items of a case that are still open. */
  readonly missing?: readonly string[];
  /** When a hold ended. */
  readonly expiredAt?: string;
}

/** Throws the refusal that a state table names, for a thing in this state. */
export function mustBeAble(can: Can, status: string, details: StateDetails = {}): void {
  if (!can.can) throw refusalOfState(can.reason, status, details);
}

function refusalOfState(
  reason: StateRefusal,
  status: string,
  { missing = [], expiredAt, ...details }: StateDetails,
): Refusal {
  switch (reason) {
    case 'invalid_state':
      return invalidState(status, details.detail);
    case 'order_not_delivered': {
      const order_status = status === 'paid' ? 'paid' : 'pending';
      return new Refusal(reason, { order_status }, details);
    }
    case 'case_incomplete':
      return new Refusal(reason, { missing: [...missing] }, details);
    case 'hold_expired':
      return new Refusal(reason, { expired_at: required(expiredAt, reason) }, details);
    case 'order_failed':
    case 'partner_not_approved':
    case 'partner_suspended':
      return new Refusal(reason, {}, details);
    default:
      return reason satisfies never;
  }
}

/** An id in a body that matches nothing of the caller's: 404, with its pointer. */
export function notFoundAt(
  pointer: string,
  detail = 'Nothing of yours has this id.',
): Refusal<'not_found'> {
  return new Refusal('not_found', {}, { errors: [{ pointer, code: 'unknown_id', detail }] });
}

/** For a look-up by an id of the body: its `not_found` gets the pointer. */
export function pointTo(pointer: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Refusal) || error.code !== 'not_found') throw error;
    throw notFoundAt(pointer, error.details.detail);
  };
}

/** A 422 that names each field to change. A sentence that begins with `It` gets the field's name. */
export function invalid(...faults: FieldError[]): Refusal<'validation_failed'> {
  const errors = faults.map((each) => ({
    ...each,
    detail: namingField(each.pointer, each.detail),
  }));
  return new Refusal('validation_failed', {}, { errors });
}
