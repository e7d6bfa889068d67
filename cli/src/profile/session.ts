import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Psnb2b } from '@psnb2b/sdk';
import { CommandError, exits } from '../exit.ts';
import { writePrivate } from '../output/private-file.ts';
import type { Terminal } from '../terminal.ts';
import type { Folders } from './folders.ts';
import { type ClientGiven, openClient } from './open-client.ts';
import { checkName, profileNamed, readProfiles } from './profiles.ts';

/** A shop, and the key that is used there. */
export interface Session {
  readonly client: Psnb2b;
  /** The shop without `/api/v1`, such as `https://cards.example`. */
  readonly url: string;
  readonly mode: 'live' | 'test';
  /** Names the shop and the key, by its hash: the position and the secret of `listen` belong to it. */
  readonly account: string;
  /**
   * Returns whose calls these are, whatever their key: shop, business and mode. A key of the environment is asked once, with `GET /me`; the
   * answer is stored, because a key never changes hands.
   */
  holder(signal: AbortSignal): Promise<string>;
}

export interface Access extends ClientGiven {
  readonly account: string;
  /** Null if only the shop knows it. */
  readonly businessId: string | null;
}

/** Opens the profile that was asked for, or the key of the environment, or the current profile. */
export async function openSession(
  terminal: Terminal,
  folders: Folders,
  asked: string | undefined,
): Promise<Session> {
  const access = await findAccess(terminal, folders, asked);
  const client = openClient(access, terminal);
  const url = access.url.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
  const mode = access.key.startsWith('psnb2b_live_') ? 'live' : 'test';
  return {
    ...{ client, url, mode, account: access.account },
    holder: async (signal) => {
      const id = access.businessId ?? (await businessOf(client, access.account, folders, signal));
      return `${url} ${id} ${mode}`;
    },
  };
}

async function businessOf(
  client: Psnb2b,
  account: string,
  { state }: Folders,
  signal: AbortSignal,
): Promise<string> {
  const name = createHash('sha256').update(account).digest('hex').slice(0, 40);
  const path = join(state, 'holders', name);
  const stored = await readFile(path, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  if (/^prt_[0-9a-z]{1,40}$/.test(stored.trim())) return stored.trim();
  const { business } = await client.me({ signal });
  await writePrivate(path, `${business.id}\n`);
  return business.id;
}

async function findAccess(
  { env }: Terminal,
  folders: Folders,
  asked: string | undefined,
): Promise<Access> {
  const name = asked ?? env.PSNB2B_PROFILE;
  if (name === undefined && env.PSNB2B_KEY) {
    if (!env.PSNB2B_URL) {
      throw new CommandError(
        exits.usage,
        'PSNB2B_KEY is set and PSNB2B_URL is not: set it to the address of the shop, such as https://cards.example.',
      );
    }
    const key = env.PSNB2B_KEY.trim();
    const allowHttp = env.PSNB2B_ALLOW_HTTP === 'true';
    const url = env.PSNB2B_URL;
    const from = 'environment';
    return { url, key, allowHttp, from, account: accountOf(url, key), businessId: null };
  }
  const profiles = await readProfiles(folders);
  const chosen = name === undefined ? profiles.current : checkName(name);
  if (chosen === null) {
    throw new CommandError(
      exits.key,
      'There is no API key yet: run `psnb2b login`, or set PSNB2B_URL and PSNB2B_KEY.',
    );
  }
  const { url, key, business, allowHttp = false } = profileNamed(profiles, chosen);
  const account = accountOf(url, key);
  return { url, key, allowHttp, from: 'login', account, businessId: business.id };
}

/** Two keys share nothing, also if one took the place of the other in a profile. */
function accountOf(url: string, key: string): string {
  return `${url} ${createHash('sha256').update(key).digest('hex')}`;
}
