import type { Run } from '../context.ts';
import { CommandError, exits, usage } from '../exit.ts';
import { fields } from '../output/table.ts';
import { openClient } from '../profile/open-client.ts';
import { checkName, readProfiles, writeProfiles } from '../profile/profiles.ts';
import { readLine } from '../read-line.ts';

interface Options {
  readonly url?: string;
  readonly allowHttp?: boolean;
}

/** Checks a key at its shop, and stores it for its owner alone. */
export const login: Run<Options> = async (context, _words, options) => {
  const { terminal, folders, profile = 'default', signal } = context;
  const name = checkName(profile);
  const { allowHttp = false } = options;
  const stored = await readProfiles(folders);
  const url =
    options.url ?? stored.profiles[name]?.url ?? terminal.env.PSNB2B_URL ?? (await askUrl());
  const key = await readLine(terminal, 'API key (not shown): ', { hidden: true });
  if (key === '') throw usage('No key was given: paste it at the prompt, or pipe it in.');
  const client = openClient({ url, key, allowHttp, from: 'login' }, terminal);
  const me = await client.me({ signal });
  const { business, mode, scopes } = me;
  const added = { url, key, mode, business: { id: business.id, name: business.name } };
  await writeProfiles(folders, {
    current: stored.current === null || profile === 'default' ? name : stored.current,
    profiles: { ...stored.profiles, [name]: allowHttp ? { ...added, allowHttp } : added },
  });
  const shown = { profile: name, business: business.name, mode, url, scopes: scopes.join(', ') };
  await context.print(shown, fields(shown, context.paint));
  if (mode === 'live') context.note('This is a live key: orders cost money.');

  async function askUrl(): Promise<string> {
    if (!terminal.isTty.in) {
      throw new CommandError(
        exits.usage,
        'Which shop? Add --url, such as --url https://cards.example.',
      );
    }
    return readLine(terminal, 'Address of the shop: ', {});
  }
};
