import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Terminal } from '../terminal.ts';

/** Where the command line keeps its files (XDG Base Directory Specification). */
export interface Folders {
  /** Keys. */
  readonly config: string;
  /** Positions, secrets of `listen`, and idempotency keys of calls without an outcome. */
  readonly state: string;
}

export function foldersOf({ env }: Terminal): Folders {
  const home = env.HOME ?? homedir();
  const folder = (given: string | undefined, usual: string) =>
    // The specification ignores relative paths.
    join(given && isAbsolute(given) ? given : join(home, usual), 'psnb2b');
  return {
    config: folder(env.XDG_CONFIG_HOME, '.config'),
    state: folder(env.XDG_STATE_HOME, '.local/state'),
  };
}
