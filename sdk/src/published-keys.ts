import { jsonOf } from './crypto/base64url.ts';
import type { Jwk } from './crypto/sealed-code.ts';
import { ConnectionError } from './errors.ts';
import type { Settings } from './settings.ts';

const PATH = '/.well-known/jwks.json';
/** A key that is not among them is looked for again, but not for each forged receipt. */
const FRESH_MS = 60_000;
/** How long a key is trusted without being read again: the shop may have withdrawn it. */
const TRUSTED_MS = 10 * 60_000;

/** The keys with which the shop signs, read without the API key when they are first needed, and again once they are ten minutes old. */
export function publishedKeys(settings: Pick<Settings, 'origin' | 'fetch' | 'timeoutMs'>) {
  let keys: readonly Jwk[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;
  const read = async () => {
    const signal = AbortSignal.timeout(settings.timeoutMs);
    const facts = { call: `GET ${PATH}`, attempts: 1, idempotencyKey: null };
    const failed = (detail: string, cause?: unknown) =>
      new ConnectionError({ reason: 'network', detail, cause }, facts);
    try {
      const url = `${settings.origin}${PATH}`;
      const response = await settings.fetch(url, { redirect: 'manual', signal });
      const body = (await response.json()) as { keys?: readonly Jwk[] };
      if (!response.ok || !Array.isArray(body.keys)) throw new Error(`status ${response.status}`);
      keys = body.keys;
      readAt = performance.now();
    } catch (cause) {
      throw failed('the published keys of the shop could not be read', cause);
    }
  };
  return {
    async forSignature(jws: string): Promise<readonly Jwk[]> {
      const kid = jsonOf(jws.split('.')[0])?.kid;
      const isKnown = keys.some((key) => key.kid === kid);
      const age = performance.now() - readAt;
      if (age >= TRUSTED_MS || (!isKnown && age > FRESH_MS)) {
        reading ??= read().finally(() => {
          reading = null;
        });
        await reading;
      }
      return keys;
    },
  };
}
