import type { WebhookAttemptError } from '@psnb2b/contract';
import type { Dispatcher } from 'undici';
import { EgressError } from '../kit/egress/index.ts';
import { keptHeaders } from './reply-headers.ts';

/** Limit of the whole attempt, from the name look-up to the last byte that is read. */
const TIMEOUT_MS = 10_000;
const READ_BYTES_MAX = 16_384;
const REPLY_LENGTH_MAX = 1_024;

/** The result of one POST. */
export interface Sent {
  readonly status: number | null;
  readonly durationMs: number;
  /** Null: it succeeded. */
  readonly error: WebhookAttemptError | null;
  /** The first 1 KiB of the response; null if it is empty. */
  readonly reply: string | null;
  /** Some headers of the response as JSON text; null if there are none, or if it succeeded. */
  readonly replyHeaders: string | null;
  readonly retryAfter: string | undefined;
  /** Bytes of the body that were read. */
  readonly bytes: number;
}

export interface Post {
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/** Ends an attempt from our side; its message is never shown. */
class Enough extends Error {}

/**
 * POSTs once and returns the response, whatever it is. No redirect is followed; at most 16 KiB are read, then the connection is
 * cut; all of it takes at most 10 s. Uses undici's own dispatch, because its promises and streams cost as much as all the rest.
 */
export function sendDelivery(dispatcher: Dispatcher, post: Post, done: (sent: Sent) => void): void {
  const began = performance.now();
  const chunks: Buffer[] = [];
  let bytes = 0;
  let status: number | null = null;
  let headers: Readonly<Record<string, string | string[] | undefined>> = {};
  let abort: ((reason: Error) => void) | undefined;
  let settled = false;
  const settle = (error: WebhookAttemptError | null) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    const durationMs = Math.round(performance.now() - began);
    const replyHeaders = error === null ? null : keptHeaders(headers);
    const retryAfter = [headers['retry-after']].flat()[0];
    done({ status, durationMs, error, reply: replyOf(chunks), replyHeaders, retryAfter, bytes });
  };
  const timer = setTimeout(() => {
    settle('timeout');
    abort?.(new Enough());
  }, TIMEOUT_MS);
  dispatcher.dispatch(
    { method: 'POST', path: post.path, headers: post.headers as string[], body: post.body },
    {
      onRequestStart: (controller) => {
        abort = (reason) => controller.abort(reason);
        if (settled) abort(new Enough());
      },
      onResponseStart: (_controller, code, given) => {
        status = code;
        headers = given;
      },
      onResponseData: (controller, chunk) => {
        if (bytes < REPLY_LENGTH_MAX) chunks.push(chunk);
        bytes += chunk.length;
        if (bytes <= READ_BYTES_MAX) return;
        settle(errorOf(status));
        controller.abort(new Enough());
      },
      onResponseEnd: () => settle(errorOf(status)),
      onResponseError: (_controller, error) => settle(classify(error)),
    },
  );
}

function errorOf(status: number | null): WebhookAttemptError | null {
  if (status === null) return 'protocol';
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'redirect' : 'status';
}

/** The kind of a failure, without any text of the failure. */
function classify(error: Error): WebhookAttemptError {
  if (error instanceof EgressError) return error.reason;
  const code = 'code' in error ? String(error.code) : '';
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return 'timeout';
  if (/CERT|^ERR_TLS|^ERR_SSL|SELF_SIGNED|UNABLE_TO_|EPROTO|HOSTNAME_MISMATCH/.test(code)) {
    return 'tls';
  }
  if (
    error.name === 'HTTPParserError' ||
    /^(HPE_|UND_ERR_(HEADERS_OVERFLOW|RES|REQ|INVALID))/.test(code)
  )
    return 'protocol';
  return 'connection';
}

/** As text; bytes that are not UTF-8, and NUL, which no database accepts, become replacement characters. */
function replyOf(chunks: readonly Buffer[]): string | null {
  if (chunks.length === 0) return null;
  const text = Buffer.concat(chunks).subarray(0, REPLY_LENGTH_MAX).toString('utf8');
  return text.replaceAll('\0', '\ufffd').slice(0, REPLY_LENGTH_MAX) || null;
}
