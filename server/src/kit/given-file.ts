import { readFile } from 'node:fs/promises';
import { notThisFile } from './csv/index.ts';
import type { Refusal } from './refusal.ts';

/** The whole of a file that somebody named; throws `validation_failed` with what to change. */
export async function readGivenFile(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Why a file that somebody named cannot be read, from what the file system said. */
export function unreadable(path: string, error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return notThisFile(`There is no file ${path}; check its name and its folder.`);
    case 'EISDIR':
      return notThisFile(`${path} is a folder; name a file.`);
    case 'EACCES':
    case 'EPERM':
      return notThisFile(
        `The file ${path} may not be read by whoever runs this; change its rights.`,
      );
    default:
      return notThisFile(`The file ${path} cannot be read${code && ` (${code})`}.`);
  }
}
