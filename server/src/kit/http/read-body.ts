import type { IncomingHttpHeaders } from 'node:http';
import { invalid, Refusal } from '../refusal.ts';
import type { Operation } from './call.ts';
import { parseJson } from './parse-json.ts';

const JSON_TYPE = /^application\/json\s*(;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;

const NOTHING = Buffer.alloc(0);

interface Sent {
  /** A buffer, or nothing if no body was sent. */
  readonly bytes: unknown;
  readonly headers: IncomingHttpHeaders;
  readonly contentType: string | undefined;
}

/**
 * The JSON value of a body, if the operation takes one. An empty body counts as none, whatever its type. Throws
 * `unsupported_media_type`, `malformed_json` and `validation_failed`.
 */
export function readBody(operation: Operation, { bytes, headers, contentType }: Sent): unknown {
  const body = Buffer.isBuffer(bytes) ? bytes : NOTHING;
  if (body.length === 0) {
    if (operation.bodyOptional) return {};
    return operation.body ? parseJson(body) : undefined;
  }
  mustBePlain(headers['content-encoding']);
  mustBeJson(contentType ?? '');
  const value = parseJson(body);
  if (operation.body) return value;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw invalid({ pointer: '', code: 'type', detail: 'Send no body, or an empty object.' });
  }
  const extra = Object.keys(value).map((name) => ({
    pointer: `/${name}`,
    code: 'unknown_member' as const,
    detail: 'It is not known here; remove it.',
  }));
  if (extra.length > 0) throw invalid(...extra);
  return undefined;
}

/** Throws `unsupported_media_type` for a compressed body: its real size is unknown. */
export function mustBePlain(contentEncoding: string | undefined): void {
  if (contentEncoding !== undefined && !/^(identity)?$/i.test(contentEncoding.trim())) {
    const detail =
      'Send the body without Content-Encoding; the server does not accept compressed bodies.';
    throw new Refusal('unsupported_media_type', {}, { detail });
  }
}

function mustBeJson(contentType: string): void {
  const charset = CHARSET.exec(contentType)?.[1] ?? 'utf-8';
  if (!JSON_TYPE.test(contentType) || !/^utf-?8$/i.test(charset)) {
    throw new Refusal('unsupported_media_type');
  }
}
