import { chmod, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError, exits, usage } from '../exit.ts';
import { writePrivate } from '../output/private-file.ts';
import type { Folders } from './folders.ts';

/** A shop and a key, by a name of yours. */
export interface Profile {
  readonly url: string;
  readonly key: string;
  readonly mode: 'live' | 'test';
  readonly business: { readonly id: string; readonly name: string };
  readonly allowHttp?: boolean;
}

export interface Profiles {
  /** The name of the profile that is used by default; null if there is none. */
  readonly current: string | null;
  readonly profiles: Readonly<Record<string, Profile>>;
}

const NONE: Profiles = { current: null, profiles: {} };

/** Reads the file of profiles; others lose access to it if they had any. */
export async function readProfiles(folders: Folders): Promise<Profiles> {
  const path = fileOf(folders);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) await chmod(path, 0o600);
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return NONE;
    throw error;
  }
  try {
    const { current, profiles } = JSON.parse(text) as Profiles;
    if (typeof profiles === 'object' && profiles !== null) {
      // Without a prototype: no profile has the name of something that every object has.
      return { current, profiles: Object.assign(Object.create(null), profiles) };
    }
  } catch {
    // The sentence below says it: what JSON.parse says could quote a key.
  }
  throw new CommandError(exits.file, `${path} is damaged: delete it, and log in again.`);
}

export async function writeProfiles(folders: Folders, profiles: Profiles): Promise<void> {
  await writePrivate(fileOf(folders), `${JSON.stringify(profiles, null, 2)}\n`);
}

export function checkName(name: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$/.test(name) && name !== '__proto__') return name;
  throw usage('The name of a profile has 1 to 40 letters, digits, dots, hyphens and underscores.');
}

/** Returns one profile by its name; refuses an unknown one with the names that there are. */
export function profileNamed({ profiles }: Profiles, name: string): Profile {
  const found = profiles[name];
  if (found) return found;
  const names = Object.keys(profiles);
  const known = names.length === 0 ? 'There is none yet' : `There are: ${names.join(', ')}`;
  throw new CommandError(
    exits.key,
    `There is no profile ${name}. ${known}. \`psnb2b login --profile ${name}\` adds it.`,
  );
}

function fileOf({ config }: Folders): string {
  return join(config, 'profiles.json');
}
