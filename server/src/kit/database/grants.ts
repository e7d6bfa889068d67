import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { ifThere } from '../if-there.ts';

const { escapeIdentifier } = pg;

const MODULES = new URL('../../', import.meta.url);
const FILE = 'grants.json';

/** The schema of a module is private to its owner until it declares what the server's role may do there. */
export interface ModuleGrants {
  readonly schema: string;
  /** By table: privileges as GRANT takes them, like `select, update (state)`. */
  readonly tables: Readonly<Record<string, string>>;
  readonly sequences: Readonly<Record<string, string>>;
  /**
   * By function name. `definer`: it runs with the rights of the owner. `inner`: only such a function may call it. Every other one
   * may be called, and has no more rights than its caller.
   */
  readonly functions: Readonly<Record<string, 'definer' | 'inner'>>;
  /** By table: privileges among those above that no statement of this version uses. The next version may withdraw them. */
  readonly retired: Readonly<Record<string, string>>;
}

/** The declarations of all modules that have tables, by schema: `grants.json` beside the module's code. */
export async function declaredGrants(): Promise<ModuleGrants[]> {
  const modules = await readdir(MODULES, { withFileTypes: true });
  const folders = modules.filter((each) => each.isDirectory()).map(({ name }) => name);
  const found = await Promise.all(
    folders.sort().map(async (name) => {
      const text = await ifThere(readFile(new URL(`${name}/${FILE}`, MODULES), 'utf8'));
      if (text === null) return [];
      const { tables, sequences = {}, functions = {}, retired = {} } = JSON.parse(text);
      return [{ schema: name.replaceAll('-', '_'), tables, sequences, functions, retired }];
    }),
  );
  return found.flat();
}

type Client = Pick<pg.ClientBase, 'query'>;

interface Routine {
  readonly schema: string;
  readonly name: string;
  /** Schema, name and argument types, as ALTER FUNCTION takes them. */
  readonly signature: string;
}

/** Gives the functions of all modules their rights. Replacing a function takes them away, so it follows each replacement. */
export async function secureFunctions(
  client: Client,
  grants: readonly ModuleGrants[],
): Promise<void> {
  const schemas = namesOf(grants);
  await client.query(`REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ${schemas} FROM PUBLIC`);
  const definers = (await routinesOf(client, grants)).filter(
    (each) => kindOf(grants, each) === 'definer',
  );
  for (const { signature } of definers) {
    // Whoever calls it cannot lead its names to objects of another schema.
    await client.query(
      `ALTER FUNCTION ${signature} SECURITY DEFINER SET search_path = pg_catalog, pg_temp`,
    );
  }
}

/** Gives a role what the modules declare, and takes everything else away. */
export async function grantTo(
  client: Client,
  role: string,
  grants: readonly ModuleGrants[],
): Promise<void> {
  const who = escapeIdentifier(role);
  const schemas = namesOf(grants);
  for (const kind of ['TABLES', 'SEQUENCES', 'FUNCTIONS']) {
    await client.query(`REVOKE ALL ON ALL ${kind} IN SCHEMA ${schemas} FROM ${who}`);
  }
  await client.query(`GRANT USAGE ON SCHEMA ${schemas} TO ${who}`);
  for (const [kind, byName] of [
    ['TABLE', tablesByPrivilege(grants, 'tables')],
    ['SEQUENCE', tablesByPrivilege(grants, 'sequences')],
  ] as const) {
    for (const [privileges, names] of byName) {
      await client.query(`GRANT ${privileges} ON ${kind} ${names.join(', ')} TO ${who}`);
    }
  }
  const callable = (await routinesOf(client, grants)).filter(
    (each) => kindOf(grants, each) !== 'inner',
  );
  const signatures = callable.map(({ signature }) => signature);
  await client.query(`GRANT EXECUTE ON FUNCTION ${signatures.join(', ')} TO ${who}`);
  await client.query(`GRANT SELECT ON public.migrations TO ${who}`);
}

function kindOf(
  grants: readonly ModuleGrants[],
  { schema, name }: Routine,
): 'definer' | 'inner' | undefined {
  return grants.find((each) => each.schema === schema)?.functions[name];
}

function namesOf(grants: readonly ModuleGrants[]): string {
  return grants.map(({ schema }) => escapeIdentifier(schema)).join(', ');
}

function tablesByPrivilege(
  grants: readonly ModuleGrants[],
  kind: 'tables' | 'sequences',
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const module of grants) {
    for (const [name, privileges] of Object.entries(module[kind])) {
      const full = `${escapeIdentifier(module.schema)}.${escapeIdentifier(name)}`;
      const names = found.get(privileges);
      if (names) names.push(full);
      else found.set(privileges, [full]);
    }
  }
  return found;
}

/** Trigger functions are left out: nobody can call them. */
async function routinesOf(client: Client, grants: readonly ModuleGrants[]): Promise<Routine[]> {
  const { rows } = await client.query<Routine>(
    `SELECT n.nspname AS schema, p.proname AS name, p.oid::regprocedure::text AS signature
       FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname = ANY ($1) AND p.prorettype <> 'trigger'::regtype
      ORDER BY 3`,
    [grants.map(({ schema }) => schema)],
  );
  return rows;
}
