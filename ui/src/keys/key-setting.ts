const STORED = 'psnb2b-keys';

/** Whether keyboard shortcuts are on; they are, unless the reader switched them off in this browser. */
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
    // A browser that stores nothing has them on.
  }
}
