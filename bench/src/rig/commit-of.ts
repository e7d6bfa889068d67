import { spawnSync } from 'node:child_process';

/** The commit of the sources that are measured, or a word for a copy without a history. */
export function commitOf(): string {
  const { stdout } = spawnSync('git', ['describe', '--always', '--dirty'], {
    cwd: new URL('.', import.meta.url),
    encoding: 'utf8',
  });
  return stdout?.trim() || 'unknown';
}
