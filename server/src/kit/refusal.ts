import { type ErrorCode, namingField } from '@psnb2b/contract';

export interface FieldError {
  /** JSON pointer (RFC 6901) into the body; a query parameter is named the same way. */
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

export interface RefusalDetails {
  /** Replaces the catalogue's sentence; one a person can act on. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** Seconds for Retry-After. */
  readonly retryAfter?: number;
  /** Only logged, never sent. */
  readonly internal?: string;
}

/**
 * An expected refusal. Status, title and public sentence come from the contract's catalogue;
 * `members` are the code's own public members (`available`, `order_id`, …).
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ErrorCode;
  readonly members: Readonly<Record<string, unknown>>;
  readonly details: RefusalDetails;

  constructor(
    code: ErrorCode,
    members: Readonly<Record<string, unknown>> = {},
    details: RefusalDetails = {},
  ) {
    super(details.detail ?? code);
    this.code = code;
    this.members = members;
    this.details = details;
  }
}

/** A 422 that names each field to change: a sentence that begins with `It` is given the field's name. */
export function invalid(...faults: FieldError[]): Refusal {
  const errors = faults.map((each) => ({
    ...each,
    detail: namingField(each.pointer, each.detail),
  }));
  return new Refusal('validation_failed', {}, { errors });
}
