import type { WebhookAttemptError } from '@psnb2b/contract';
import { EgressError } from '../kit/egress/index.ts';
import {
  type Connections,
  Exchange,
  type Post,
  ReplyFault,
  type ReplyHead,
} from '../kit/http-client/index.ts';
import { type Limited, TimeLimit } from '../kit/time-limit.ts';
import { keptHeaders } from './reply-headers.ts';

/** Limit of the whole attempt, from the name look-up to the last byte that is read. */
const timeLimit = new TimeLimit(10_000);
const BODY_BYTES_MAX = 16_384;
/** Of the whole reply: a body may be framed by far more bytes than it has. */
const READ_BYTES_MAX = 65_536;
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
  /** Of a failure. */
  readonly retryAfter: string | undefined;
  /** Bytes of the body that were read. */
  readonly bytes: number;
}

/**
 * POSTs once and reports the response, whatever it is. No redirect is followed; of its body at most 16 KiB are read, of all its
 * bytes 64 KiB, then the connection is cut; all of it takes at most 10 s.
 */
export function sendDelivery(
  connections: Connections,
  post: Post,
  done: (sent: Sent) => void,
): void {
  connections.post(post, new Attempt(done));
}

class Attempt extends Exchange implements Limited {
  readonly began: number = performance.now();
  earlier: Limited | null = null;
  later: Limited | null = null;
  readonly #done: (sent: Sent) => void;
  #chunks: Buffer[] | null = null;
  /** Of the body. */
  #bytes = 0;
  #readBytes = 0;
  #head: ReplyHead | null = null;

  constructor(done: (sent: Sent) => void) {
    super();
    this.#done = done;
    timeLimit.begin(this);
  }

  onOver(): void {
    this.#stop('timeout');
  }

  override onHead(head: ReplyHead): void {
    this.#head = head;
  }

  override onBody(bytes: Buffer): void {
    if (this.isCut) return;
    if (this.#bytes < REPLY_LENGTH_MAX) {
      this.#chunks ??= [];
      this.#chunks.push(Buffer.from(bytes.subarray(0, REPLY_LENGTH_MAX)));
    }
    this.#bytes += bytes.length;
    if (this.#bytes > BODY_BYTES_MAX) this.#stop(errorOf(this.#head));
  }

  override onBytes(count: number): void {
    this.#readBytes += count;
    if (this.#readBytes > READ_BYTES_MAX) this.#stop(errorOf(this.#head));
  }

  override onEnd(error: Error | null): void {
    this.#settle(error === null ? errorOf(this.#head) : classify(error));
  }

  #stop(error: WebhookAttemptError | null): void {
    this.cut();
    this.#settle(error);
  }

  #settle(error: WebhookAttemptError | null): void {
    timeLimit.end(this);
    // nothing: no head came
    const headers = this.#head?.headers ?? {};
    this.#done({
      status: this.#head?.status ?? null,
      durationMs: Math.round(performance.now() - this.began),
      error,
      reply: this.#chunks && replyOf(this.#chunks),
      replyHeaders: error === null ? null : keptHeaders(headers),
      retryAfter: error === null ? undefined : [headers['retry-after']].flat()[0],
      bytes: this.#bytes,
    });
  }
}

function errorOf(head: ReplyHead | null): WebhookAttemptError | null {
  if (head === null) return 'protocol';
  const { status } = head;
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'redirect' : 'status';
}

/** The kind of a failure, without any text of the failure. */
function classify(error: Error): WebhookAttemptError {
  if (error instanceof EgressError) return error.reason;
  if (error instanceof ReplyFault) return 'protocol';
  const code = 'code' in error ? String(error.code) : '';
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return 'timeout';
  if (/CERT|^ERR_TLS|^ERR_SSL|SELF_SIGNED|UNABLE_TO_|EPROTO|HOSTNAME_MISMATCH/.test(code)) {
    return 'tls';
  }
  return 'connection';
}

/** As text; bytes that are not UTF-8, and NUL, which no database accepts, become replacement characters. */
function replyOf(chunks: readonly Buffer[]): string | null {
  const text = Buffer.concat(chunks).toString('utf8', 0, REPLY_LENGTH_MAX);
  return text.replaceAll('\0', '\ufffd').slice(0, REPLY_LENGTH_MAX) || null;
}
