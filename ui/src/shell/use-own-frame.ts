import { useLayoutEffect } from 'react';

/** Takes away the frame that the server has painted, once the app has painted its own. */
export function useOwnFrame(): void {
  useLayoutEffect(() => document.getElementById('early')?.remove(), []);
}
