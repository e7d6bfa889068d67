import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { declaredGrants, type ModuleGrants, migrationNames } from '../../src/kit/database/index.ts';
import { VERSION } from '../../src/kit/version.ts';

/** What processes of a version find in the database: recorded in `server/released.json` with each release. */
export interface Released {
  readonly version: string;
  /** The last migration, and a digest of all of them. */
  readonly migration: string;
  readonly migrations: string;
  /** By name and types of the parameters. */
  readonly functions: Readonly<Record<string, ReleasedFunction>>;
  /** What the server's role may do, by table or sequence: one entry for each privilege, those of columns with the column. */
  readonly rights: Readonly<Record<string, readonly string[]>>;
  /** Those of them that no statement of this version uses, so that the next one may withdraw them: `retired` in `grants.json`. */
  readonly retired: Readonly<Record<string, readonly string[]>>;
}

export interface ReleasedFunction {
  /** Names and defaults of the parameters, and the type of the result. */
  readonly form: string;
  /** A digest of its body without comments. */
  readonly body: string;
  /** `definer`: with the owner's rights. `inner`: only such a function may call it. */
  readonly kind: 'definer' | 'inner' | 'plain';
  /** What COMMENT ON FUNCTION says of it: `Retired.`, or why its new body means the same to the version before. */
  readonly comment?: string;
}

const MIGRATIONS = new URL('../../migrations/', import.meta.url);
export const RECORD = new URL('../../released.json', import.meta.url);

export async function readReleased(): Promise<Released> {
  return JSON.parse(await readFile(RECORD, 'utf8')) as Released;
}

/** What this version has, read from a database that it has migrated. `through`: the last migration that the digest covers. */
export async function stateOf(client: pg.Client, through?: string): Promise<Released> {
  const names = (await migrationNames()).filter((name) => through === undefined || name <= through);
  const digest = createHash('sha256');
  for (const name of names) digest.update(await readFile(new URL(`${name}.sql`, MIGRATIONS)));
  return {
    version: VERSION,
    migration: String(names.at(-1)),
    migrations: digest.digest('hex'),
    functions: await functionsOf(client),
    rights: await rightsOf(({ tables, sequences }) => ({ ...tables, ...sequences })),
    retired: await rightsOf(({ retired }) => retired),
  };
}

async function functionsOf(client: pg.Client): Promise<Released['functions']> {
  const grants = await declaredGrants();
  const { rows } = await client.query<{
    schema: string;
    name: string;
    types: string;
    form: string;
    body: string;
    comment: string | null;
  }>(
    `SELECT n.nspname AS schema, p.proname AS name, oidvectortypes(p.proargtypes) AS types, p.prosrc AS body,
            pg_get_function_arguments(p.oid) || ' -> ' || pg_get_function_result(p.oid) AS form,
            obj_description(p.oid, 'pg_proc') AS comment
       FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname = ANY ($1) ORDER BY 1, 2, 3`,
    [grants.map(({ schema }) => schema)],
  );
  return Object.fromEntries(
    rows.map(({ schema, name, types, form, body, comment }) => {
      const kind = grants.find((each) => each.schema === schema)?.functions[name] ?? 'plain';
      const known: ReleasedFunction = { form, body: bodyDigest(body), kind };
      return [`${schema}.${name}(${types})`, comment === null ? known : { ...known, comment }];
    }),
  );
}

function bodyDigest(body: string): string {
  const code = body
    .split('\n')
    .map((line) => line.replace(/(^|\s)--\s[^']*$/, '').trim())
    .filter((line) => line !== '')
    .join(' ');
  return createHash('sha256').update(code).digest('hex').slice(0, 16);
}

async function rightsOf(
  from: (grants: ModuleGrants) => Readonly<Record<string, string>>,
): Promise<Released['rights']> {
  const all = (await declaredGrants()).flatMap((module) =>
    Object.entries(from(module)).map(
      ([name, text]) => [`${module.schema}.${name}`, privilegesIn(text)] as const,
    ),
  );
  return Object.fromEntries(all.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** `select, update (a, b)` has `select`, `update a` and `update b`. */
function privilegesIn(text: string): string[] {
  return [...text.matchAll(/([a-z]+)(?:\s*\(([^)]*)\))?/gi)].flatMap(
    ([, privilege = '', columns]) =>
      columns === undefined
        ? [privilege.toLowerCase()]
        : columns.split(',').map((column) => `${privilege.toLowerCase()} ${column.trim()}`),
  );
}

const RETIRED = 'Retired.';

/**
 * What of `now` would break processes of the released version, which serve while this one migrates and after it. A function is never changed
 * under them: a new form or meaning has a new name.
 */
export function breaksOf(released: Released, now: Released): string[] {
  const changed =
    released.migrations === now.migrations
      ? []
      : [`a migration up to ${released.migration} was edited: databases have run it as it was`];
  return [...changed, ...functionBreaks(released, now), ...rightBreaks(released, now)];
}

function functionBreaks(released: Released, now: Released): string[] {
  const { version } = released;
  return Object.entries(released.functions).flatMap(([signature, was]) => {
    const is = now.functions[signature];
    // Its callers are functions, which change in the same transaction.
    if (was.kind === 'inner') return [];
    if (is === undefined) {
      return was.comment === RETIRED ? [] : [`${signature} is gone, and ${version} calls it`];
    }
    if (is.form !== was.form) {
      return [`${signature} changed its form under ${version}: give the new one a new name`];
    }
    if (is.kind !== was.kind)
      return [`${signature} was ${was.kind} in ${version}, and is ${is.kind}`];
    return bodyBreaks(signature, was, is, version);
  });
}

function bodyBreaks(
  signature: string,
  was: ReleasedFunction,
  { body, comment = '' }: ReleasedFunction,
  version: string,
): string[] {
  const means = `Means the same as in ${version}: `;
  if (body === was.body) {
    return comment.startsWith(means)
      ? [`${signature} is as it was in ${version}: remove its comment`]
      : [];
  }
  return comment.length > means.length && comment.startsWith(means)
    ? []
    : [
        `${signature} changed under ${version}, which calls it: give a new meaning a new name; if no caller can notice, say why (COMMENT ON FUNCTION … IS '${means}…')`,
      ];
}

function rightBreaks(released: Released, now: Released): string[] {
  return Object.entries(released.rights).flatMap(([table, privileges]) => {
    // nothing: a table that is gone leaves no right, and most have retired none.
    const [has, retired] = [now.rights[table] ?? [], released.retired[table] ?? []];
    return privileges
      .filter((each) => !retired.includes(each) && !has.includes(each))
      .filter((each) => !has.includes(each.split(' ')[0] as string))
      .map(
        (each) => `the right "${each}" on ${table} is withdrawn, and ${released.version} uses it`,
      );
  });
}
