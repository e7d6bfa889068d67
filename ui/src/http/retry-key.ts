import { useState } from 'react';

const BYTES = 16;

export interface RetryKey {
  /**
   * The `Idempotency-Key` of a request with this content: the same until `done`, so that a retry, because
   * a reply was lost or for a second click, has its effect once.
   */
  readonly of: (content: string) => string;
  /** The request went through; the same words again are meant again. */
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

/** One for what a component sends; an act brings its own. */
export function useRetryKey(): RetryKey {
  return useState(createRetryKey)[0];
}

/** Not `randomUUID`, which browsers keep from pages without TLS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
