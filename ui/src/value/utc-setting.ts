import { useSyncExternalStore } from 'react';

const STORED = 'psnb2b-utc';

let isOn = read();
const listeners = new Set<() => void>();

/** Switches all times on the screen between the reader's zone and UTC, in this browser for good. */
export function switchUtc(): void {
  isOn = !isOn;
  try {
    localStorage.setItem(STORED, isOn ? 'on' : 'off');
  } catch {
    // A browser that stores nothing shows the reader's zone when the page is loaded anew.
  }
  for (const tell of listeners) tell();
}

/** Whether times are shown in UTC. */
export function useUtc(): boolean {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => isOn,
  );
}

function read(): boolean {
  try {
    return localStorage.getItem(STORED) === 'on';
  } catch {
    return false;
  }
}
