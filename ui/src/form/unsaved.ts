import { useEffect, useRef, useState } from 'react';

type Check = () => boolean;

/** The forms on the screen, each with whether something was typed into it that was not sent. */
const forms = new Set<Check>();

/** Whether a form on the screen has something that would be lost. */
export function hasUnsaved(): boolean {
  return [...forms].some((check) => check());
}

/** Registers a form, so that nobody leaves what they typed by mistake. */
export function useUnsaved(check: Check): void {
  const latest = useRef(check);
  useEffect(() => {
    latest.current = check;
  });
  useEffect(() => {
    const own = () => latest.current();
    forms.add(own);
    return () => {
      forms.delete(own);
    };
  }, []);
}

type Leave = () => void;
let ask: (leave: Leave) => void = (leave) => leave();

/** Leaves at once if nothing would be lost, otherwise when the person says so. */
export function leaving(leave: Leave): void {
  if (hasUnsaved()) ask(leave);
  else leave();
}

/** What a person is asked about, for the one component that asks. */
export function useLeaving(): readonly [Leave | null, (leave: Leave | null) => void] {
  const [leave, setLeave] = useState<Leave | null>(null);
  useEffect(() => {
    ask = (next) => setLeave(() => next);
    return () => {
      ask = (next) => next();
    };
  }, []);
  return [leave, (next) => setLeave(() => next)];
}
