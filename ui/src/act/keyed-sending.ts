interface Sent {
  readonly params?: object;
  readonly body?: unknown;
}

/** Adds an idempotency key to what is sent. */
export type Once = <Init extends Sent>(
  init: Init,
) => Init & { readonly params: { readonly header: { readonly 'Idempotency-Key': string } } };

/**
 * Keys for one act: while the same is sent, because a reply was lost or for a second click, it has the
 * same key, so that the server does it once; anything else has a key of its own. `done` ends a key.
 */
export function keyedSending(): { readonly once: Once; readonly done: () => void } {
  let last: { readonly key: string; readonly sent: string } | null = null;
  return {
    once: (init) => {
      const sent = JSON.stringify(init);
      if (last?.sent !== sent) last = { key: crypto.randomUUID(), sent };
      return { ...init, params: { ...init.params, header: { 'Idempotency-Key': last.key } } };
    },
    done: () => {
      last = null;
    },
  };
}
