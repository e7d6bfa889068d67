import { useSyncExternalStore } from 'react';

let isOn = false;
const listeners = new Set<() => void>();

/** Switches all times on the screen between the reader's zone and UTC. */
export function switchUtc(): void {
  isOn = !isOn;
  for (const tell of listeners) tell();
}

/** Whether times are shown in UTC, until the page is loaded anew. */
export function useUtc(): boolean {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => isOn,
  );
}
