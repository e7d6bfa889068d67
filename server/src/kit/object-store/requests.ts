import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { MINUTE_MS } from '../time.ts';
import type { BucketPlace, StoreSettings } from './settings.ts';
import { refusalOf, type StoreProblem, silenceOf } from './store-problem.ts';
import { textOf } from './xml.ts';

const ATTEMPTS_MAX = 6;
const FIRST_DELAY_MS = 250;
/** A part at a slow uplink; the store must have answered by then. */
const REQUEST_TIMEOUT_MS = 10 * MINUTE_MS;
const TEXT_CHARS_MAX = 1024 * 1024;
/** Codes of refusals that pass. */
const PASSING = new Set(['SlowDown', 'RequestTimeout', 'InternalError', 'ServiceUnavailable']);

interface Sent {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** Statuses and codes of refusals that are an answer, too. */
  readonly allowed?: readonly (number | string)[];
}

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** An answer whose body is read as it comes. */
export interface Answer {
  readonly headers: Headers;
  readonly body: AsyncIterable<Uint8Array>;
}

/** Signed requests to one bucket (AWS Signature Version 4). What may pass by itself is tried again, with growing delays. */
export class Requests {
  readonly #settings: StoreSettings;
  readonly #base: string;
  readonly #host: string;
  readonly #place: string;
  readonly #firstDelayMs: number;

  constructor(
    settings: StoreSettings,
    { bucket, prefix }: BucketPlace,
    firstDelayMs = FIRST_DELAY_MS,
  ) {
    this.#settings = settings;
    this.#place = `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}`;
    this.#base = `${settings.endpoint ?? `https://s3.${settings.region}.amazonaws.com`}/${bucket}`;
    this.#host = new URL(this.#base).host;
    this.#firstDelayMs = firstDelayMs;
  }

  /** Sends a request and reads its whole answer. Throws a `StoreProblem` that says what to change. */
  async send(method: string, key: string, { query, body, allowed = [] }: Sent): Promise<Reply> {
    return this.#persist(async () => {
      const response = await this.#fetch(method, key, { query, body });
      const text = (await response.text()).slice(0, TEXT_CHARS_MAX);
      const { status, headers } = response;
      const code = codeOf(text);
      const isFine = response.ok && code === '';
      if (isFine || allowed.includes(status) || (code !== '' && allowed.includes(code))) {
        return { status, headers, text };
      }
      return this.#refused({ status, code });
    });
  }

  /** Opens an object; its body is read by the caller. */
  async open(key: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
    return this.#persist(async () => {
      const response = await this.#fetch('GET', key, { headers });
      const { status, body } = response;
      if (response.ok && body) return { headers: response.headers, body };
      const text = (await response.text()).slice(0, TEXT_CHARS_MAX);
      return this.#refused({ status, code: codeOf(text) });
    });
  }

  silence(error: unknown): StoreProblem {
    return silenceOf(this.#place, this.#host, error);
  }

  #refused({ status, code }: { status: number; code: string }): Refused {
    const passes = status >= 500 || status === 429 || PASSING.has(code);
    const isFull = status === 507;
    return new Refused(refusalOf(this.#place, this.#host, { status, code }), passes && !isFull);
  }

  async #persist<Result>(ask: () => Promise<Result | Refused>): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      let problem: StoreProblem;
      try {
        const answer = await ask();
        if (!(answer instanceof Refused)) return answer;
        if (!answer.passes) throw answer.problem;
        problem = answer.problem;
      } catch (error) {
        if (error instanceof Error && error.name === 'StoreProblem') throw error;
        problem = this.silence(error);
      }
      if (attempt === ATTEMPTS_MAX) throw problem;
      await delay(this.#firstDelayMs * 2 ** (attempt - 1));
    }
  }

  async #fetch(
    method: string,
    key: string,
    sent: {
      query?: Readonly<Record<string, string>> | undefined;
      body?: Buffer | undefined;
      headers?: Readonly<Record<string, string>>;
    },
  ): Promise<Response> {
    const url = new URL(key === '' ? this.#base : `${this.#base}/${key}`);
    for (const [name, value] of Object.entries(sent.query ?? {})) url.searchParams.set(name, value);
    const { accessKeyId, secretAccessKey, region } = this.#settings;
    // nothing: the hash of an empty body
    const hashed = sent.body ?? '';
    const hash = createHash('sha256').update(hashed).digest('hex');
    const signed = await new AwsV4Signer({
      ...{ method, url: url.href, accessKeyId, secretAccessKey: secretAccessKey.reveal() },
      ...{ region, service: 's3', headers: { ...sent.headers, 'x-amz-content-sha256': hash } },
    }).sign();
    return fetch(signed.url, {
      ...{ method, headers: signed.headers, redirect: 'manual' },
      ...(sent.body && { body: sent.body }),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
  }
}

/** The store's code of a refusal, which an answer of 200 may have as well; empty without one. */
function codeOf(text: string): string {
  if (!text.includes('<Error>')) return '';
  // nothing: it has none
  return textOf(text, 'Code') ?? '';
}

class Refused {
  readonly problem: StoreProblem;
  readonly passes: boolean;

  constructor(problem: StoreProblem, passes: boolean) {
    this.problem = problem;
    this.passes = passes;
  }
}
