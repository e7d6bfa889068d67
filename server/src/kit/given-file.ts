import { readFile } from 'node:fs/promises';
import { notThisFile } from './csv/index.ts';
import type { Refusal } from './refusal.ts';

/** The content of a file that the operator named; throws `validation_failed` with what to change. */
export async function readGivenFile(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Why a named file cannot be read, from the error of the file system. */
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
        `The file ${path} cannot be read by the user who runs this command; change its permissions.`,
      );
    default:
      return notThisFile(`The file ${path} cannot be read${code && ` (${code})`}.`);
  }
}
