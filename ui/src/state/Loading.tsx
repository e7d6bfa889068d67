import { Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { text } from '../text/text.ts';
import classes from './state.module.css';

const QUIET_MS = 250;

/** Shows nothing for a moment, so that fast loads do not flicker. */
export function Loading() {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes.loading} role="status" aria-label={text.loading} aria-busy>
      {shown && <Loader />}
    </div>
  );
}
