import { useState } from 'react';

const BYTES = 16;

export interface RetryKey {
  /**
   * Returns the `Idempotency-Key` of a request with this content: the same until `done`, so that a retry, after a lost
   * reply or a second click, takes effect only once.
   */
  readonly of: (content: string) => string;
  /** The request succeeded; the same content is a new request from now on. */
  readonly done: () => void;
}

export function createRetryKey(): RetryKey {
  let kept: { readonly content: string; readonly key: string } | null = null;
  return {
    of: (content) => {
      if (kept?.content !== content) kept = { content, key: newKey() };
      return kept.key;
    },
    done: () => {
      kept = null;
    },
  };
}

/** One for the requests of a component; an act has its own. */
export function useRetryKey(): RetryKey {
  return useState(createRetryKey)[0];
}

/** Not `randomUUID`, which browsers do not offer to pages without TLS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
