import { join } from 'node:path';
import type { Config } from './config/index.ts';
import {
  accessOf,
  checkServer,
  DatabaseHosts,
  type Db,
  type Lead,
  leadOf,
  migrate,
  refuseTwoDatabases,
  requireMigrated,
  roleOf,
} from './kit/database/index.ts';
import type { Logger } from './kit/log.ts';
import { openEmbedded } from './postgres/index.ts';

/** The hosts of the database, as the role of the server reaches them, and as the owner does; null: nobody has named the owner. */
export interface DatabaseRoles {
  readonly hosts: DatabaseHosts;
  readonly owner: DatabaseHosts | null;
}

/** Finds the database of this configuration, and starts the embedded one. */
export async function rolesOf(
  stack: AsyncDisposableStack,
  config: Config,
  log: Logger,
): Promise<DatabaseRoles> {
  const { app, owner } = await urlsOf(stack, config, log);
  const memory = join(config.dataDir, 'postgres.timeline');
  const onError = (error: Error) => log.warn({ err: error }, 'no host is the primary');
  const hosts = stack.use(new DatabaseHosts(app, { onError, memory }));
  await hosts.open();
  if (owner === null || owner === app) return { hosts, owner: null };
  const owned = stack.use(new DatabaseHosts(owner, { onError }));
  // `openSchema` says whether the server can do without.
  await owned.open().catch(onError);
  return { hosts, owner: owned };
}

async function urlsOf(
  stack: AsyncDisposableStack,
  { dataDir, databaseUrl, databaseOwnerUrl }: Config,
  log: Logger,
): Promise<{ readonly app: string; readonly owner: string | null }> {
  if (databaseUrl !== null) {
    return { app: databaseUrl.reveal(), owner: databaseOwnerUrl?.reveal() ?? null };
  }
  const embedded = stack.use(
    await openEmbedded({
      dataDir,
      log: (line) => log.debug(line),
      warn: (line) => log.warn(line),
    }),
  );
  return { app: embedded.appUrl, owner: embedded.url };
}

export interface SchemaOptions {
  readonly log: (line: string) => void;
  readonly warn: (line: string) => void;
  readonly upgrades: boolean;
  /** What this process refuses is refused before it migrates anything. */
  readonly beforeUpgrade: (db: Db) => Promise<void>;
  readonly timeoutMs: number;
  readonly connectionsMin: number;
}

/**
 * Brings the database to this version, if a role that may do so is known, and checks that the server's role can work with it.
 * `isConfined`: that role is not the owner. Throws a `DatabaseProblem` with what to change.
 */
export async function openSchema(
  { hosts, owner }: DatabaseRoles,
  { log, warn, upgrades, beforeUpgrade, timeoutMs, connectionsMin }: SchemaOptions,
): Promise<{ readonly isConfined: boolean }> {
  const leads = owner && (await leadsOf(hosts, owner));
  if (owner !== null && leads !== null && !(await canDoWithout(hosts, leads, warn))) {
    await checkServer(owner.url, { timeoutMs });
    const app = roleOf(hosts.url);
    const isConfined = app.user !== roleOf(owner.url).user;
    const role = isConfined ? app : undefined;
    await migrate(owner.url, { log, upgrades, beforeUpgrade, app: role });
    await checkServer(hosts.url, {
      ...{ timeoutMs, connectionsMin },
      access: isConfined ? 'app' : 'owner',
    });
    // Before there was a role of the server, nobody could ask as it.
    if (leads.some(({ kind }) => kind !== 'found')) await leadsOf(hosts, owner);
    return { isConfined };
  }
  const access = await accessOf(hosts.url);
  await checkServer(hosts.url, { timeoutMs, connectionsMin, access });
  if (access === 'app') await requireMigrated(hosts.url);
  else await migrate(hosts.url, { log, upgrades, beforeUpgrade });
  return { isConfined: access === 'app' };
}

/** Where the server's role and the owner lead. Throws a `DatabaseProblem` if both answer from two databases: before one of them is migrated. */
async function leadsOf(hosts: DatabaseHosts, owner: DatabaseHosts): Promise<readonly [Lead, Lead]> {
  const [app, its] = await Promise.all([leadOf(hosts.url), leadOf(owner.url)]);
  refuseTwoDatabases(app, its);
  return [app, its];
}

/** Whether the owner does not answer and the server's role can use the database, which it then must find migrated. */
async function canDoWithout(
  hosts: DatabaseHosts,
  [app, its]: readonly [Lead, Lead],
  warn: (line: string) => void,
): Promise<boolean> {
  if (app.kind !== 'found' || its.kind !== 'away') return false;
  if ((await accessOf(hosts.url)) !== 'app') return false;
  warn(
    `The database cannot be reached as DATABASE_OWNER_URL says (${its.why}): nothing is migrated, and backups fail. Name all hosts in both addresses.`,
  );
  return true;
}
