import { bodyBytesMax, errorEntry, type Problem, problemType } from '@psnb2b/contract';
import { refusalFor } from '../database/index.ts';
import { Refusal } from '../refusal.ts';
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
  const { status, title, detail, retryable, retryAfter } = errorEntry(refusal.code);
  const { details } = refusal;
  const wait = retryAfter && Math.max(1, details.retryAfter ?? retryAfter);
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
  return {
    status,
    // The members that every problem has come last: no member of a code can override them.
    body: JSON.stringify({ ...problem, ...refusal.members, ...problem }),
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
