import { createHash } from 'node:crypto';
import { Psnb2b } from '@psnb2b/sdk';
import { CommandError, exits } from '../exit.ts';
import type { Terminal } from '../terminal.ts';
import { VERSION } from '../version.ts';
import type { Folders } from './folders.ts';
import { checkName, profileNamed, readProfiles } from './profiles.ts';

/** A shop, and the key that is used there. */
export interface Session {
  readonly client: Psnb2b;
  /** The shop without `/api/v1`, such as `https://cards.example`. */
  readonly url: string;
  readonly mode: 'live' | 'test';
  /** Names the account and the mode: what is stored between runs belongs to it. Contains no key. */
  readonly account: string;
}

export interface Access {
  readonly url: string;
  readonly key: string;
  readonly allowHttp: boolean;
  readonly account: string;
}

/** Opens the profile that was asked for, or the key of the environment, or the current profile. */
export async function openSession(
  terminal: Terminal,
  folders: Folders,
  asked: string | undefined,
): Promise<Session> {
  const access = await findAccess(terminal, folders, asked);
  return {
    client: clientOf(access),
    url: access.url.replace(/\/+$/, '').replace(/\/api\/v1$/, ''),
    mode: access.key.startsWith('psnb2b_live_') ? 'live' : 'test',
    account: access.account,
  };
}

export function clientOf({ key, url, allowHttp }: Omit<Access, 'account'>): Psnb2b {
  return new Psnb2b({ apiKey: key, baseUrl: url, allowHttp, appName: `psnb2b-cli/${VERSION}` });
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
    const hash = createHash('sha256').update(key).digest('hex');
    const allowHttp = env.PSNB2B_ALLOW_HTTP === 'true';
    return { url: env.PSNB2B_URL, key, allowHttp, account: `${env.PSNB2B_URL} ${hash}` };
  }
  const profiles = await readProfiles(folders);
  const chosen = name === undefined ? profiles.current : checkName(name);
  if (chosen === null) {
    throw new CommandError(
      exits.key,
      'There is no API key yet: run `psnb2b login`, or set PSNB2B_URL and PSNB2B_KEY.',
    );
  }
  const { url, key, mode, business, allowHttp = false } = profileNamed(profiles, chosen);
  return { url, key, allowHttp, account: `${url} ${business.id} ${mode}` };
}
