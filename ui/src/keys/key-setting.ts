const STORED = 'psnb2b-keys';

/** Whether single keys do anything; on unless the reader switched them off in this browser. */
export function keysAreOn(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off';
  } catch {
    return true;
  }
}

export function switchKeys(on: boolean): void {
  try {
    localStorage.setItem(STORED, on ? 'on' : 'off');
  } catch {
    // A browser that keeps nothing has them on.
  }
}
