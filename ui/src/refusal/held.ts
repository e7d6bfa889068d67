import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react';

/** The thing that dialogs are about: a row of a list, or what is shown beside one. */
export interface Subject {
  /** Its name, as the list shows it. */
  readonly name: () => string | null;
  /** An open dialog, by what closes it; returns what ends that. */
  readonly hold: (close: () => void) => () => void;
  /** Closes its dialogs, because the thing is no longer as they show it. */
  readonly overtaken: () => void;
}

export const SubjectContext = createContext<Subject | null>(null);

export function useSubject(): Subject | null {
  return useContext(SubjectContext);
}

/** For every dialog: what it is about stays as it is, and in its place, while the dialog is open. */
export function useHolds(isOpen: boolean, close: () => void): void {
  const subject = useSubject();
  const closing = useRef(close);
  closing.current = close;
  useEffect(() => {
    if (!isOpen || !subject) return;
    return subject.hold(() => closing.current());
  }, [isOpen, subject]);
}

/**
 * Returns the thing as it is now; while a dialog about it is open, as it was when the dialog opened, so that nothing that happens elsewhere
 * closes the dialog with what was typed into it.
 */
export function useHeld<Thing>(
  now: Thing,
  nameOf: () => string | null,
): { readonly thing: Thing; readonly isHeld: boolean; readonly subject: Subject } {
  const [open, setOpen] = useState<ReadonlySet<() => void>>(new Set());
  const isHeld = open.size > 0;
  const thing = useRef(now);
  if (!isHeld) thing.current = now;
  const latest = useRef({ nameOf, open });
  latest.current = { nameOf, open };
  const subject = useMemo<Subject>(
    () => ({
      name: () => latest.current.nameOf(),
      hold: (close) => {
        setOpen((before) => new Set([...before, close]));
        return () => setOpen((before) => new Set([...before].filter((each) => each !== close)));
      },
      overtaken: () => {
        for (const close of latest.current.open) close();
      },
    }),
    [],
  );
  return { thing: thing.current, isHeld, subject };
}
