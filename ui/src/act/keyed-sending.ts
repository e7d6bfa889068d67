import { createRetryKey } from '../http/retry-key.ts';

interface Sent {
  readonly params?: object;
  readonly body?: unknown;
}

/** Adds an idempotency key to what is sent. */
export type Once = <Init extends Sent>(
  init: Init,
) => Init & { readonly params: { readonly header: { readonly 'Idempotency-Key': string } } };

/** Keys for what one act sends: the same again has the same key, anything else a key of its own. */
export function keyedSending(): { readonly once: Once; readonly done: () => void } {
  const retry = createRetryKey();
  return {
    once: (init) => {
      const header = { 'Idempotency-Key': retry.of(JSON.stringify(init)) };
      return { ...init, params: { ...init.params, header } };
    },
    done: retry.done,
  };
}
