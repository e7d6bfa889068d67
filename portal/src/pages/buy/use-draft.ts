import { useState } from 'react';
import { type Draft, newDraft } from './draft.ts';

/**
 * The purchase that is being made in a mode. It is kept for this tab until it is over, with its id and its keys: after a reload, or
 * after signing in again, the same purchase goes on.
 */
export function useDraft(mode: string): readonly [Draft, (next: Draft) => void] {
  const [draft, setDraft] = useState(() => read(mode));
  return [
    draft,
    (next) => {
      sessionStorage.setItem(placeOf(mode), JSON.stringify(next));
      setDraft(next);
    },
  ];
}

function placeOf(mode: string): string {
  return `psnb2b.purchase.${mode}`;
}

function read(mode: string): Draft {
  try {
    const kept = JSON.parse(sessionStorage.getItem(placeOf(mode)) ?? 'null') as Draft | null;
    return kept && Array.isArray(kept.lines) ? kept : newDraft();
  } catch {
    return newDraft();
  }
}
