import { keep, kept, useMe } from '@psnb2b/ui/account';
import { useRef, useState } from 'react';
import { type Draft, newDraft } from './draft.ts';

/**
 * The purchase that a person is making in a mode. It is kept for this tab until it is over, with its id and its keys: after a reload, or
 * after signing in again, the same purchase goes on.
 */
export function useDraft(mode: string): readonly [Draft, (next: (now: Draft) => Draft) => void] {
  const me = useMe();
  const name = `purchase.${mode}`;
  const [draft, setDraft] = useState(() => read(kept(sessionStorage, me, name)));
  // An act that began before the latest change goes on from what is there now.
  const latest = useRef(draft);
  return [
    draft,
    (next) => {
      latest.current = next(latest.current);
      keep(sessionStorage, me, name, latest.current);
      setDraft(latest.current);
    },
  ];
}

function read(found: unknown): Draft {
  const draft = found as Partial<Draft> | null;
  return Array.isArray(draft?.lines) ? { ...newDraft(), ...draft } : newDraft();
}
