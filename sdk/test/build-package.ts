import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = join(import.meta.dirname, '../..');
export const run = promisify(execFile);

/** Builds the package as it is published where programs of this folder find it; returns its path. */
export async function buildPackage(folder: string): Promise<string> {
  const built = join(folder, 'node_modules/@psnb2b/sdk');
  await run(process.execPath, [join(ROOT, 'scripts/lib/build-sdk.mjs'), built]);
  return built;
}

/** Checks programs as a strict project does. Throws with the compiler's complaints. */
export async function compile(
  files: readonly string[],
  more: readonly string[] = [],
): Promise<void> {
  const options = [
    '--ignoreConfig',
    '--strict',
    '--noEmit',
    '--module',
    'nodenext',
    '--target',
    'es2022',
  ];
  const strict = ['--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  await run(process.execPath, [tsc, ...options, ...strict, ...more, ...files]).catch((error) => {
    throw new Error(error.stdout);
  });
}
