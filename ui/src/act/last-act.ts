let at = 0;

/** Notes that this page has just changed something: what is read from now on is what its reader expects to see. */
export function noteAct(): void {
  at = Date.now();
}

/** When this page last changed something, in milliseconds; 0 if it never did. */
export function lastActAt(): number {
  return at;
}
