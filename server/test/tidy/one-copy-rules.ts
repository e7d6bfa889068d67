import { isTest, type Rule, type Source } from './source.ts';

/** Definitions that have one place, what a second copy looks like, and where the place is. */
const ONCE: readonly { readonly home: string; readonly copy: RegExp; readonly what: string }[] = [
  {
    home: 'server/src/kit/time.ts',
    copy: /\b60 \* (?:60|1_?000)\b|\b(?:60_000|3_600_000|86_400_000)\b|\bconst (?:SECOND|MINUTE|HOUR|DAY)(?:_MS)? = [\d\w]/,
    what: 'the length of a minute, an hour or a day',
  },
  {
    home: 'server/src/kit/time.ts',
    copy: /\?\.toISOString\(\) \?\? null/,
    what: 'a time or null as text: isoOrNull',
  },
  {
    home: 'server/src/kit/ids.ts',
    copy: /00000000-0000-0000-0000-000000000000/,
    what: 'the id of nothing: NO_ID',
  },
  {
    home: 'server/src/files/attachment-headers.ts',
    copy: /\bpng: 'image\/png'/,
    what: 'the media type of a kind of file: mediaTypes',
  },
];

const declared = (name: string) => new RegExp(`\\b(?:interface|type) ${name}\\b(?! as\\b|[,}])`);
/** Types that once had copies: each may be declared only in this file. */
const TYPES: Readonly<Record<string, string>> = {
  By: 'server/src/kit/by.ts',
  Mode: 'server/src/kit/tenant-ref.ts',
  TenantRef: 'server/src/kit/tenant-ref.ts',
  Tenant: 'server/src/partners/partner.ts',
  Person: 'server/src/identity/person.ts',
  Signer: 'server/src/identity/person.ts',
  Notifier: 'server/src/notifications/notifier.ts',
};

const ALL = [
  ...ONCE,
  ...Object.entries(TYPES).map(([name, home]) => ({
    home,
    copy: new RegExp(`^(?:export )?${declared(name).source}[^;]*[{=]`, 'm'),
    what: `the type ${name}`,
  })),
];

export const writtenOnce: Rule = (sources) =>
  sources
    .filter(({ path }) => /^server\/src\/.*\.ts$/.test(path) && !isTest(path))
    .flatMap(({ path, text }) =>
      ALL.filter(({ home, copy }) => path !== home && copy.test(text)).map(
        ({ home, what }) => `${path} has its own copy of ${what}, which is in ${home}`,
      ),
    );

/** A name that two modules export for two things misleads the reader. */
export const offeredTypesHaveOneHome: Rule = (sources) => {
  const homes = Map.groupBy(sources.flatMap(offered), ({ name }) => name);
  return [...homes].flatMap(([name, found]) => {
    const paths = [...new Set(found.map(({ path }) => path))];
    return paths.length > 1 ? [`${name} is offered by ${paths.join(' and ')}`] : [];
  });
};

/** Returns the types that a module or a part of the kit exports. */
function offered({ path, text }: Source): { name: string; path: string }[] {
  if (!/^server\/src\/(?:[^/]+\/index|kit\/[^/]+\/index|kit\/[^/]+)\.ts$/.test(path)) return [];
  if (isTest(path)) return [];
  const own = [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
  const passed = [...text.matchAll(/^export (type )?\{([^}]*)\}/gm)].flatMap(([, all, list]) =>
    (list ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '' && (all !== undefined || each.startsWith('type ')))
      .map((each) => each.replace(/^type /, '')),
  );
  return [...own, ...passed].flatMap((name) => (name === undefined ? [] : [{ name, path }]));
}
