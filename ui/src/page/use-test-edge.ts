import { useEffect } from 'react';

/** Draws the coloured edge of test mode around the page, as long as the page shows test things. */
export function useTestEdge(isTest: boolean): void {
  useEffect(() => {
    if (!isTest) return;
    const { dataset } = document.documentElement;
    dataset.mode = 'test';
    return () => {
      delete dataset.mode;
    };
  }, [isTest]);
}
