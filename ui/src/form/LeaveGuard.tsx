import { Suspense, useEffect, useState } from 'react';
import { useBlocker } from 'react-router';
import { later } from '../app/later.ts';
import { hasUnsaved, useLeaving } from './unsaved.ts';

const LeaveQuestion = later(() => import('./LeaveQuestion.tsx'));

/**
 * Asks once before a half-typed form is left: by a link, by Back, or by closing its dialog; the browser itself asks before its tab
 * closes. There is one in an app, because a router can be held by one alone. `free`: the page that a session that ended leads to.
 */
export function LeaveGuard({ free }: { readonly free: string }) {
  const [leave, setLeave] = useLeaving();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname &&
      nextLocation.pathname !== free &&
      hasUnsaved(),
  );
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (hasUnsaved()) event.preventDefault();
    };
    addEventListener('beforeunload', onLeave);
    return () => removeEventListener('beforeunload', onLeave);
  }, []);
  const isHeld = blocker.state === 'blocked';
  const stay = () => {
    if (isHeld) blocker.reset();
    setLeave(null);
  };
  const go = () => {
    setLeave(null);
    leave?.();
    if (isHeld) blocker.proceed();
  };
  const opened = isHeld || leave !== null;
  const [isUsed, setUsed] = useState(false);
  if (opened && !isUsed) setUsed(true);
  return (
    <Suspense fallback={null}>
      {isUsed && <LeaveQuestion opened={opened} onStay={stay} onLeave={go} />}
    </Suspense>
  );
}
