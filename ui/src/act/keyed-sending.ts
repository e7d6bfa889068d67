import { createRetryKey } from '../http/retry-key.ts';

interface Sent {
  readonly params?: object;
  readonly body?: unknown;
}

/** Adds an idempotency key to a request. */
export type Once = <Init extends Sent>(
  init: Init,
) => Init & { readonly params: { readonly header: { readonly 'Idempotency-Key': string } } };

/** Keys for the requests of one act: a repeated request has the same key, any other a new one. */
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
