import { readFileSync } from 'node:fs';

/**
 * Whether a process is alive. A zombie counts as dead: in a container perhaps nobody ever reaps it, and waiting for it would
 * never end.
 */
export function isAlive(pid: number): boolean {
  if (!isTaken(pid)) return false;
  const fields = statFields(pid);
  return fields === null || fields[0] !== 'Z';
}

/** Whether a pid is in use, even by a zombie or by another user's process. */
export function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * When a process started, as an opaque text, so that a reused pid is not mistaken for its predecessor. Empty where the system has
 * no /proc (macOS): there the pid alone must do.
 */
export function startMark(pid: number): string {
  // nothing: no /proc, no start time (see above).
  return statFields(pid)?.[19] ?? '';
}

/** The fields of /proc/<pid>/stat from the state on: the name before them may contain spaces (proc(5)). */
function statFields(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
