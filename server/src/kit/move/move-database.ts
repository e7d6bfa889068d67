import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import {
  checkServer,
  commit,
  DatabaseProblem,
  type Db,
  declaredGrants,
  leadOf,
  type MoveMark,
  migrate,
  moveProblem,
  OutcomeUnknown,
} from '../database/index.ts';
import { type Copied, copyRows } from './copy-rows.ts';
import { closeDatabase, MOVE_SETTINGS, readMark, reopenDatabase, writeMark } from './mark.ts';
import { refuseOthers } from './refuse-others.ts';
import { type MoveSide, openReader, openSide } from './side.ts';
import { relationsOf } from './tables.ts';

export type MoveStep = 'prepare' | 'close' | 'copy' | 'finish';

export interface MoveOptions {
  readonly now: () => Date;
  /** Called with the old database before anything is changed; what it throws leaves both as they were. */
  readonly check?: (old: Db) => Promise<void>;
  /** Called before each step. */
  readonly onStep?: (step: MoveStep) => void;
  readonly onBytes?: (done: { bytesDone: number; bytesTotal: number }) => void;
}

/** `copied` is null if an earlier run had copied everything already. */
export interface Moved {
  readonly id: string;
  readonly at: string;
  readonly copied: Copied | null;
}

/**
 * Moves everything from one database into another, empty one, and closes the old one for good. It may be killed at any moment: until all rows
 * are there and compared the new database is refused to everybody, and from the moment when copying begins so is the old one; the same call
 * again continues. If it fails before that, the old database is open again. Throws a `DatabaseProblem` with what to change.
 */
export async function moveDatabase(
  from: MoveSide,
  to: MoveSide,
  options: MoveOptions,
): Promise<Moved> {
  const { now, onStep = () => {} } = options;
  await using stack = new AsyncDisposableStack();
  await refuseSame(from, to);
  const old = await openSide(stack, from);
  const mark = await readMark(old);
  refuseWrongOld(mark, to);
  await checkServer(to.url, { settings: MOVE_SETTINGS }).catch(ofNew);
  const fresh = await openSide(stack, to).catch(ofNew);
  const id = mark?.side === 'old' ? mark.id : randomUUID();
  const at = now().toISOString();
  const markOf = (side: MoveMark['side'], phase: MoveMark['phase']): MoveMark => ({
    ...{ id, side, phase, at: mark?.side === 'old' ? mark.at : at },
    other: side === 'old' ? to.name : from.name,
  });
  let copied: Copied | null = null;
  if (!(await isComplete(fresh, id))) {
    refuseWasMoved(mark);
    await refuseNotOwner(old);
    await options.check?.(old as unknown as Db);
    onStep('prepare');
    await prepare(fresh, to, markOf('new', 'copying'));
    await refuseOtherVersion(old, fresh, mark);
    onStep('close');
    await refuseOthers(old);
    await closeDatabase(old, markOf('old', 'copying'));
    copied = await reopenOnFailure(old, to, async () => {
      await refuseOthers(old);
      onStep('copy');
      const reader = await openReader(stack, from);
      return copy({ old, reader, fresh }, markOf('new', 'done'), options);
    });
  }
  onStep('finish');
  await writeMark(old, markOf('old', 'done'));
  await fresh.query('ANALYZE');
  return { id, at: markOf('old', 'done').at, copied };
}

async function refuseSame(from: MoveSide, to: MoveSide): Promise<void> {
  const [one, other] = await Promise.all([leadOf(from.url), leadOf(to.url)]);
  if (one.kind === 'found' && other.kind === 'found' && one.place && one.place === other.place) {
    throw new DatabaseProblem(`${to.name} is the database that is to be moved; name another one.`);
  }
}

function refuseWrongOld(mark: MoveMark | null, to: MoveSide): void {
  if (mark === null) return;
  const problem = moveProblem(mark);
  if (problem !== null && (mark.side === 'new' || mark.other !== to.name)) {
    throw new DatabaseProblem(problem);
  }
}

/** The new database does not have what was moved there: it is another one of the same name. */
function refuseWasMoved(mark: MoveMark | null): void {
  if (mark?.side === 'old' && mark.phase === 'done') {
    throw new DatabaseProblem(
      `The shop was moved to ${mark.other} at ${mark.at}, but the database that answers there now is another one.`,
    );
  }
}

/** Whoever may write into its tables may still not close it. */
async function refuseNotOwner(old: pg.Client): Promise<void> {
  const { rows } = await old.query<{ who: string; owner: string; database: string }>(
    `SELECT current_user AS who, pg_get_userbyid(datdba) AS owner, datname AS database
       FROM pg_database WHERE datname = current_database() AND NOT pg_has_role(datdba, 'USAGE')`,
  );
  if (!rows[0]) return;
  const { who, owner, database } = rows[0];
  throw new DatabaseProblem(
    `The database that is to be moved belongs to the role ${owner}, and only its owner can close it: name ${owner} in DATABASE_OWNER_URL, or make ${who} its owner (ALTER DATABASE ${database} OWNER TO ${who}).`,
  );
}

async function isComplete(fresh: pg.Client, id: string): Promise<boolean> {
  const found = await readMark(fresh);
  return found?.side === 'new' && found.phase === 'done' && found.id === id;
}

/** Marks the new database before anything is in it, so that no server sells from a half of it, then gives it our schema. */
async function prepare(fresh: pg.Client, to: MoveSide, mark: MoveMark): Promise<void> {
  const found = await readMark(fresh);
  const isUnfinished = found?.side === 'new' && found.phase === 'copying';
  if (!isUnfinished) {
    const { rows } = await fresh.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1 LIMIT 1`,
    );
    if (rows[0]) {
      throw new DatabaseProblem(
        `${to.name} is not empty: it has ${rows[0].name}. Create a new database, and name that one.`,
      );
    }
  }
  await writeMark(fresh, mark);
  await migrate(to.url, { settings: MOVE_SETTINGS }).catch(ofNew);
}

async function refuseOtherVersion(
  old: pg.Client,
  fresh: pg.Client,
  mark: MoveMark | null,
): Promise<void> {
  const versionOf = async (client: pg.Client) => {
    const { rows } = await client.query<{ version: string | null }>(
      `SELECT concat_ws(' ', obj_description(to_regnamespace('kit'), 'pg_namespace'),
                        (SELECT string_agg(name, ' ' ORDER BY name) FROM public.migrations)) AS version`,
    );
    return rows[0]?.version ?? null;
  };
  if ((await versionOf(old)) === (await versionOf(fresh))) return;
  // Closed, it would refuse the migration.
  const first = mark?.side === 'old' ? 'psnb2b-server move cancel, then ' : '';
  throw new DatabaseProblem(
    `The old database has the schema of another version: run ${first}psnb2b-server migrate for it, then move it.`,
  );
}

/** Until the new database has committed, the old one is the only one with the shop, so it is opened again. */
async function reopenOnFailure<Result>(
  old: pg.Client,
  to: MoveSide,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OutcomeUnknown) {
      throw new DatabaseProblem(
        `The connection to ${to.name} broke at its last step, and nobody knows whether it was taken: run the same command again.`,
        { cause: error },
      );
    }
    const said = error instanceof Error ? error.message : String(error);
    const failed =
      error instanceof DatabaseProblem
        ? said
        : `The copy into ${to.name} failed: ${said.replace(/\.$/, '')}.`;
    const after = await reopenDatabase(old).then(
      () => 'Nothing was moved, and the shop can be started again where it was.',
      (why: Error) =>
        `Nothing was moved, but the old database could not be opened again (${why.message.replace(/\.$/, '')}): run the same command again, or psnb2b-server move cancel.`,
    );
    throw new DatabaseProblem(`${failed} ${after}`, { cause: error });
  }
}

interface Connections {
  /** Holds the lock of the move. */
  readonly old: pg.Client;
  readonly reader: pg.Client;
  readonly fresh: pg.Client;
}

/**
 * Leaves the transaction of the reader open, in which nobody can write to the old database. Only LOCK TABLE, as its first statement, makes the
 * snapshot see what others committed while it waited.
 */
async function copy(
  { old, reader, fresh }: Connections,
  done: MoveMark,
  { onBytes = () => {} }: MoveOptions,
): Promise<Copied> {
  const schemas = (await declaredGrants()).map(({ schema }) => schema);
  const relations = (await relationsOf(old, schemas)).join(', ');
  await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await reader.query(`LOCK TABLE ${relations} IN SHARE MODE`);
  await refuseOthers(old, reader);
  await fresh.query('BEGIN');
  const copied = await copyRows({ old: reader, fresh, schemas, onBytes });
  await writeMark(fresh, done);
  // Without the lock, which this connection holds, somebody may have given up the move meanwhile.
  if ((await readMark(old))?.id !== done.id) throw new DatabaseProblem('The move was given up.');
  await commit(fresh);
  return copied;
}

/** The sentences about a server speak of the address of the server's own configuration. */
function ofNew(error: unknown): never {
  if (!(error instanceof DatabaseProblem)) throw error;
  throw new DatabaseProblem(error.message.replaceAll('DATABASE_URL', '--to'), { cause: error });
}
