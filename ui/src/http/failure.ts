import { text } from '../text/text.ts';

export interface FieldFault {
  /** JSON pointer into the body that was sent. */
  readonly pointer: string;
  readonly detail: string;
}

/**
 * Why a call failed: the server's problem document (RFC 9457), or an unreachable server (status 0). `code` is stable,
 * `message` is for people.
 */
export class Failure extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly requestId: string | null;
  readonly fields: readonly FieldFault[];
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    problem: Readonly<Record<string, unknown>>,
    requestId: string | null,
  ) {
    super(messageOf(problem));
    this.name = 'Failure';
    this.status = status;
    this.code = sentence(problem.code) ?? 'unreadable';
    this.title = sentence(problem.title) ?? text.failure.title;
    this.requestId = requestId ?? sentence(problem.request_id);
    this.fields = Array.isArray(problem.errors) ? problem.errors.filter(isFault) : [];
    this.members = problem;
  }

  /** What is wrong, for people: each fault, which says more than the message, or the message. */
  get sentences(): readonly string[] {
    const details = new Set(this.fields.map(({ detail }) => detail));
    return details.size > 0 ? [...details] : [this.message];
  }
}

/**
 * Returns any thrown value as a Failure: a refusal of the browser is about a passkey, anything else is a broken
 * connection.
 */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof DOMException) {
    return new Failure(0, { code: 'passkey', detail: text.failure.passkey }, null);
  }
  return new Failure(0, { code: 'offline', detail: text.failure.offline }, null);
}

/** A sentence for programs names headers and libraries; people get a sentence of their own. */
const FOR_PROGRAMS = /Retry-After|HTTP library|multipart/;

function messageOf({ code, detail }: Readonly<Record<string, unknown>>): string {
  const shown = sentence(detail) ?? text.failure.unreadable;
  return FOR_PROGRAMS.test(shown) ? (text.failure.forPeople[String(code)] ?? shown) : shown;
}

function sentence(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function isFault(value: unknown): value is FieldFault {
  const { pointer, detail } = (value ?? {}) as Partial<FieldFault>;
  return typeof pointer === 'string' && typeof detail === 'string';
}
