import { PsnB2bError } from './errors.ts';

/** The part of `fetch` that the SDK uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface ClientOptions {
  /** Your API key, or a function that returns it before each call, so that you can rotate it. */
  readonly apiKey: string | (() => string | Promise<string>);
  /** Where the shop is, such as `https://cards.example`; with or without `/api/v1`. */
  readonly baseUrl: string;
  /** How long one try may take until its reply is complete, in milliseconds; 30,000 by default. */
  readonly timeoutMs?: number | undefined;
  /** How often a call is sent again; 5 by default, 0 for never. Waits for a rate limit do not count. */
  readonly maxRetries?: number | undefined;
  /** How long a call may last with all its tries and waits, in milliseconds; 120,000 by default. */
  readonly deadlineMs?: number | undefined;
  /** Allows `http:` to other machines, where everybody on the way can read the key. */
  readonly allowHttp?: boolean | undefined;
  /** Used in place of the global `fetch`. */
  readonly fetch?: Fetch | undefined;
  /** Added to the header `User-Agent`, such as `corner-shop/2.1`. */
  readonly appName?: string | undefined;
  /** Called after each try; for your log and metrics. It receives no key and no code. What it throws is ignored. */
  readonly onAttempt?: ((attempt: Attempt) => void) | undefined;
}

/** One try of a call, for logs and metrics. */
export interface Attempt {
  /** Method and path, such as `POST /orders`. */
  readonly call: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** The HTTP status; null without a reply. */
  readonly status: number | null;
  readonly durationMs: number;
  /** The error's code, or why there was no reply; null if it succeeded. */
  readonly failure: string | null;
  /** How long the SDK waits before it tries again, in milliseconds; null if it does not. */
  readonly retryInMs: number | null;
  readonly requestId: string | null;
}

export interface Settings {
  readonly apiKey: () => Promise<string>;
  /** Ends with `/api/v1`. */
  readonly apiUrl: string;
  readonly origin: string;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly deadlineMs: number;
  readonly fetch: Fetch;
  readonly userAgent: string;
  readonly onAttempt: (attempt: Attempt) => void;
}

export const VERSION = '0.1.0';
const KEY = /^psnb2b_(live|test)_[0-9A-Za-z]{20,100}$/;
const API_PATH = '/api/v1';
/** Longer timers fire at once. */
const TIMER_MAX_MS = 2_147_483_647;

/** Checks options, and completes them. Throws with a sentence that names what to change, and never with the key. */
export function readSettings(options: ClientOptions): Settings {
  refuseBrowserPages();
  const base = readUrl(options.baseUrl, options.allowHttp ?? false);
  const given = options.apiKey;
  if (typeof given === 'string') checkKey(given);
  const fetcher = options.fetch ?? globalThis.fetch?.bind(globalThis);
  if (!fetcher || !globalThis.crypto?.subtle) {
    throw new PsnB2bError(
      'This runtime has no fetch or no WebCrypto; use Node 20 or newer, Deno, Bun or a worker.',
    );
  }
  const { appName } = options;
  if (appName !== undefined && !/^[ -~]{1,100}$/.test(appName)) {
    throw new PsnB2bError('appName has 1 to 100 printable ASCII characters.');
  }
  return {
    apiKey: async () => checkKey(typeof given === 'string' ? given : await given()),
    apiUrl: `${base}${API_PATH}`,
    origin: new URL(base).origin,
    timeoutMs: milliseconds('timeoutMs', options.timeoutMs, 30_000),
    maxRetries: retriesOf(options.maxRetries, 5),
    deadlineMs: milliseconds('deadlineMs', options.deadlineMs, 120_000),
    fetch: fetcher,
    userAgent: `psnb2b-sdk/${VERSION}${appName === undefined ? '' : ` ${appName}`}`,
    onAttempt: options.onAttempt ?? (() => {}),
  };
}

/** Returns a number of milliseconds; `fallback` for undefined. */
export function milliseconds(name: string, value: number | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  if (value > 0 && value <= TIMER_MAX_MS) return value;
  throw new PsnB2bError(`${name} is a number of milliseconds, more than 0 and at most 24 days.`);
}

export function retriesOf(value: number | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  if (Number.isInteger(value) && value >= 0 && value <= 100) return value;
  throw new PsnB2bError('maxRetries is a whole number from 0 to 100.');
}

/** Everybody who opens a page can read the key that its script has. */
function refuseBrowserPages(): void {
  const page = globalThis as { window?: { document?: unknown }; document?: unknown };
  if (page.window?.document === undefined || page.document === undefined) return;
  throw new PsnB2bError(
    'The SDK does not run in a browser page, because every visitor could read your API key there. Call it from your server.',
  );
}

function checkKey(key: string): string {
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw new PsnB2bError(
    'apiKey is not a key of this API: it begins with psnb2b_live_ or psnb2b_test_, without spaces or quotes. It was not sent.',
  );
}

function readUrl(baseUrl: string, allowHttp: boolean): string {
  const url = typeof baseUrl === 'string' && URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.username ||
    url.password ||
    url.search ||
    url.hash
  ) {
    throw new PsnB2bError(
      'baseUrl is the address of the shop, such as https://cards.example, without user, query and fragment.',
    );
  }
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|.*\.localhost)$/.test(url.hostname);
  if (url.protocol === 'http:' && !isHere && !allowHttp) {
    throw new PsnB2bError(
      `baseUrl ${url.origin} is not encrypted, and everybody on the way could read your key. Use https, or allowHttp in a network of your own.`,
    );
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/api\/v1$/, '')}`;
}
