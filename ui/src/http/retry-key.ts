import { useMemo } from 'react';

const BYTES = 16;

interface RetryKey {
  /** The `Idempotency-Key` of a request with this content: the same until `done`, so that a retry is one. */
  readonly of: (content: string) => string;
  /** The request went through; the same words again are meant again. */
  readonly done: () => void;
}

/** Keys for a form whose reply may get lost: sent again unchanged, it has its effect once. */
export function useRetryKey(): RetryKey {
  return useMemo(() => {
    let kept = { content: '', key: '' };
    return {
      of: (content) => {
        if (kept.key === '' || kept.content !== content) kept = { content, key: newKey() };
        return kept.key;
      },
      done: () => {
        kept = { content: '', key: '' };
      },
    };
  }, []);
}

/** Not `randomUUID`, which browsers keep from pages without TLS. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
