import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivate } from '../output/private-file.ts';
import type { Folders } from '../profile/folders.ts';

/** Returns the signing secret of `listen` for an account: made once, so that your program's settings stay valid. */
export async function listenSecret({ state }: Folders, account: string): Promise<string> {
  const name = createHash('sha256').update(account).digest('hex').slice(0, 40);
  const path = join(state, 'listen', `${name}.secret`);
  const stored = await readFile(path, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  if (/^whsec_[A-Za-z0-9+/]{43}=$/.test(stored.trim())) return stored.trim();
  const made = `whsec_${randomBytes(32).toString('base64')}`;
  await writePrivate(path, `${made}\n`);
  return made;
}
