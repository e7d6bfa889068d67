import { type Attempt, PsnB2bError, Psnb2b } from '@psnb2b/sdk';
import { usage } from '../exit.ts';
import { visible } from '../output/paint.ts';
import type { Terminal } from '../terminal.ts';
import { VERSION } from '../version.ts';

/** What a person calls the settings of the SDK, by where they gave them. */
const WORDS = {
  environment: { apiKey: 'PSNB2B_KEY', baseUrl: 'PSNB2B_URL', allowHttp: 'PSNB2B_ALLOW_HTTP=true' },
  login: { apiKey: 'The key', baseUrl: '--url', allowHttp: '`psnb2b login --allow-http`' },
} as const;

export interface ClientGiven {
  readonly url: string;
  readonly key: string;
  readonly allowHttp: boolean;
  readonly from: keyof typeof WORDS;
}

/** Opens the client of a shop. A setting that it refuses is named as the person knows it; a wait is said on a terminal. */
export function openClient(
  { url, key, allowHttp, from }: ClientGiven,
  { err, isTty }: Pick<Terminal, 'err' | 'isTty'>,
): Psnb2b {
  const onAttempt = (attempt: Attempt) => {
    const text = isTty.err ? waitNote(attempt, url) : null;
    if (text !== null) err.write(`${text}\n`);
  };
  try {
    const appName = `psnb2b-cli/${VERSION}`;
    return new Psnb2b({ apiKey: key, baseUrl: url, allowHttp, appName, onAttempt });
  } catch (error) {
    if (!(error instanceof PsnB2bError)) throw error;
    const words = WORDS[from];
    throw usage(
      error.message.replaceAll(
        /\b(apiKey|baseUrl|allowHttp)\b/g,
        (name) => words[name as 'apiKey'],
      ),
    );
  }
}

const SHORT_MS = 1_000;

/** Says why a person waits; null if they do not, or hardly. */
export function waitNote(
  { call, failure, status, retryInMs }: Pick<Attempt, 'call' | 'failure' | 'status' | 'retryInMs'>,
  url: string,
): string | null {
  if (failure === null || retryInMs === null || retryInMs < SHORT_MS) return null;
  const what =
    status === null
      ? `${url} does not answer ${call} (${failure})`
      : `${call} was answered with ${status} (${failure})`;
  return visible(`${what}. Trying again in ${Math.ceil(retryInMs / 1_000)} s; Ctrl-C ends it.`);
}
