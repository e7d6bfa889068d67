import { bodyBytesMax, errorEntry, type Problem, problemType } from '@psnb2b/contract';
import { refusalFor } from '../database/index.ts';
import { type PlainRefusal, Refusal } from '../refusal.ts';
import { bodyTooLarge } from './body-too-large.ts';
import type { Reply } from './call.ts';

/** Our codes for Fastify's own refusals. */
const BY_FRAMEWORK_CODE: Readonly<Record<string, () => Refusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => bodyTooLarge(bodyBytesMax),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Refusal('unsupported_media_type'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => new Refusal('malformed_json'),
};

/** Turns everything thrown into a refusal; an unexpected error becomes `internal` and reveals nothing. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = BY_FRAMEWORK_CODE[code];
  if (known) return known();
  return refusalFor(error) ?? new Refusal('internal');
}

/** The problem document (RFC 9457) of a refusal. */
export function problemReply(refusal: Refusal, requestId: string, publicUrl: string): Reply {
  const { status, retryAfter } = errorEntry(refusal.code);
  const wait = retryAfter && Math.max(1, refusal.details.retryAfter ?? retryAfter);
  return {
    status,
    body: JSON.stringify(problemOf(refusal, requestId, publicUrl)),
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      // RFC 9110, section 15.5.2: a 401 always names a way to authenticate.
      ...(status === 401 && {
        'www-authenticate': refusal.code === 'unauthorized' ? 'Bearer' : 'Session',
      }),
      // RFC 9110, section 15.5.9: we do not wait for the rest of the request.
      ...(status === 408 && { connection: 'close' }),
      ...(wait !== undefined && { 'retry-after': String(wait) }),
    },
  };
}

/** The document itself, with the members of its code. */
export function problemOf(
  refusal: PlainRefusal,
  requestId: string,
  publicUrl: string,
): Problem & Readonly<Record<string, unknown>> {
  const { status, title, detail, retryable } = errorEntry(refusal.code);
  const { details } = refusal;
  const problem: Problem = {
    type: problemType(publicUrl, refusal.code),
    title,
    status,
    detail: details.detail ?? detail,
    code: refusal.code,
    request_id: requestId,
    retryable,
    ...(details.errors && { errors: [...details.errors] }),
  };
  // The members that every problem has come last: no member of a code can override them.
  return { ...problem, ...refusal.members, ...problem };
}
