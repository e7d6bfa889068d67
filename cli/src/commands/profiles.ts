import type { Run } from '../context.ts';
import { usage } from '../exit.ts';
import { table } from '../output/table.ts';
import { profileNamed, readProfiles, writeProfiles } from '../profile/profiles.ts';

/** Lists profiles, without their keys; chooses or removes one. */
export const profiles: Run<{ readonly remove?: boolean }> = async (context, [name], { remove }) => {
  const { folders, paint } = context;
  let stored = await readProfiles(folders);
  if (name === undefined && remove)
    throw usage('Which profile? Name it: psnb2b profiles old --remove.');
  if (name !== undefined) {
    profileNamed(stored, name);
    const left = Object.entries(stored.profiles).filter(([each]) => !remove || each !== name);
    const current = remove
      ? stored.current === name
        ? (left[0]?.[0] ?? null)
        : stored.current
      : name;
    stored = { current, profiles: Object.fromEntries(left) };
    await writeProfiles(folders, stored);
  }
  const list = Object.entries(stored.profiles).map(([each, { url, mode, business, key }]) => ({
    profile: each,
    current: each === stored.current,
    mode,
    business: business.name,
    url,
    key: `${key.slice(0, 12)}…${key.slice(-4)}`,
  }));
  await context.print(
    { object: 'list', data: list },
    table(
      ['', 'PROFILE', 'MODE', 'BUSINESS', 'SHOP', 'KEY'],
      list.map((each) => [
        each.current ? '*' : '',
        each.profile,
        each.mode,
        each.business,
        each.url,
        each.key,
      ]),
      { paint, empty: 'No profile yet: `psnb2b login` adds one.' },
    ),
  );
};
