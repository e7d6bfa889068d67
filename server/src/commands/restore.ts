import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, constants, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { beginRestoredEpoch, type RestoredBackup } from '../acts/index.ts';
import { type App, openApp } from '../app.ts';
import {
  type CheckedBackup,
  checkPostgres,
  checkRoom,
  checkVersion,
  openBackup,
  unpackBackup,
  whyNotWritten,
} from '../backups/index.ts';
import { type Config, loadConfig } from '../config/index.ts';
import { AgeProblem, parseIdentities } from '../kit/age/index.ts';
import { readGivenFile } from '../kit/given-file.ts';
import { invalid, invalidState, type Refusal } from '../kit/refusal.ts';
import { Secret } from '../kit/secret.ts';
import { appUrlOf, embeddedVersion, restoreCluster } from '../postgres/index.ts';
import type { KekSource } from '../vault/index.ts';
import { brokenOf } from './broken-of.ts';
import { printAnswer } from './print.ts';
import { ProgressLine } from './progress-line.ts';
import { releaseCommands } from './restore-release.ts';
import { kekSource, OPERATOR, openSession } from './session.ts';
import { type Terminal, terminalOf } from './terminal.ts';

interface RestoreOptions {
  readonly json?: boolean;
  readonly from: string;
  readonly identity: string;
  readonly unpack?: string;
}

interface AdoptOptions {
  readonly json?: boolean;
  readonly from?: string;
  readonly at?: string;
}

export function restoreCommands(program: Command): void {
  const restore = program.command('restore').description('restore a backup, and what follows');
  restore
    .command('run', { isDefault: true })
    .description('restore a backup into a DATA_DIR that has the key file and no database')
    .requiredOption('--from <folder>', 'the folder of one backup, or s3://bucket/prefix/psnb2b-…')
    .requiredOption('--identity <file>', 'the private key, from backup new-key')
    .option('--unpack <folder>', 'only unpack its files, for a PostgreSQL of your own')
    .option('--json')
    .action((options: RestoreOptions, command: Command) => run(options, terminalOf(command)));
  restore
    .command('adopt')
    .description('after a restore of your own PostgreSQL: begin a new epoch, as restore does')
    .option(
      '--from <folder>',
      'the folder of the backup that was restored, or s3://bucket/prefix/psnb2b-…',
    )
    .option(
      '--at <time>',
      'instead: the time to which your own tools restored it, like 2026-11-29T14:00:00Z',
    )
    .option('--json')
    .action((options: AdoptOptions, command: Command) => adopt(options, terminalOf(command)));
  releaseCommands(restore);
}

async function run(options: RestoreOptions, terminal: Terminal): Promise<void> {
  const config = loadConfig(terminal.env);
  const kek = kekSource(config, terminal.env);
  const identities = identitiesOf((await readGivenFile(options.identity)).toString('utf8'));
  const backup = await openBackup(options.from, kek, config.objectStore);
  await checkVersion(backup.manifest);
  if (options.unpack !== undefined) return unpackOnly(options, backup, identities, terminal);
  if (config.databaseUrl !== null) {
    throw refused(
      'DATABASE_URL is set, but a restore creates an embedded database: unset it, or unpack the files with --unpack for your own PostgreSQL.',
    );
  }
  if (!backup.manifest.postgres.embedded) {
    throw refused(
      'The backup is of an external PostgreSQL: unpack its files with --unpack, start PostgreSQL on them, then run restore adopt.',
    );
  }
  checkPostgres(backup.manifest, embeddedVersion());
  const { dataDir } = config;
  const broken = await restoreHere(config, kek, backup, { options, identities, terminal }).catch(
    (error: unknown) => {
      throw explained(dataDir, error);
    },
  );
  if (broken.length > 0) terminal.exitCode = 1;
  const { began_at: until } = backup.manifest;
  const value = { restored: basename(backup.folder), backup_at: until, broken };
  await printAnswer(terminal, options, {
    value,
    lines: [
      `Restored ${basename(backup.folder)}. What happened after ${until} is lost.`,
      ...(broken.length === 0 ? ['Every invariant holds.'] : broken),
      ...NEXT,
    ],
  });
}

const NEXT = [
  'No code is sold and no partner can order yet, because codes may have been sold since the backup.',
  'Compare with what partners have received (restore compare), then release products and partners (restore release).',
];

/** A disk that cannot be written to is named, with what to change. */
function explained(folder: string, error: unknown): unknown {
  const why = whyNotWritten(folder, error);
  return why === null ? error : refused(why);
}

/** Returns the first folder that it created. Node reports a read-only disk as a missing folder, so the nearest one that exists is asked. */
async function makeFolder(folder: string): Promise<string | undefined> {
  try {
    return await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    let nearest = folder;
    while (!existsSync(nearest)) nearest = dirname(nearest);
    await access(nearest, constants.W_OK).catch((why: unknown) => {
      throw explained(nearest, why);
    });
    throw explained(folder, error);
  }
}

interface Asked {
  readonly options: RestoreOptions;
  readonly identities: readonly KeyObject[];
  readonly terminal: Terminal;
}

/** Returns the broken invariants of the restored database, in words. */
async function restoreHere(
  config: Config,
  kek: KekSource,
  backup: CheckedBackup,
  { options, identities, terminal }: Asked,
): Promise<string[]> {
  await makeFolder(config.dataDir);
  await checkRoom(config.dataDir, backup);
  const line = options.json ? null : new ProgressLine(terminal.err);
  const log = terminal.log('warn');
  let texts: ReadonlyMap<string, Buffer> = new Map();
  let broken: string[] = [];
  await restoreCluster({
    dataDir: config.dataDir,
    log: (text) => log.debug(text),
    unpack: async (folder) => {
      const unpacked = await unpackBackup(backup, folder, identities, (done) =>
        line?.update(done),
      ).finally(() => line?.end());
      texts = unpacked.texts;
      if (unpacked.password === null) throw refused('The archive has no password of its database.');
      return unpacked.password;
    },
    prepare: async (url) => {
      const there = {
        ...config,
        databaseUrl: new Secret(appUrlOf(url)),
        databaseOwnerUrl: new Secret(url),
      };
      await using app = await openApp({ config: there, kek, log });
      await begin(app, restoredOf(backup));
      broken = await brokenOf(app);
    },
  });
  await writeTexts(join(config.dataDir, 'texts'), texts);
  return broken;
}

function restoredOf({ folder, manifest }: CheckedBackup): RestoredBackup {
  return { name: basename(folder), at: new Date(manifest.began_at) };
}

async function begin(app: App, backup: RestoredBackup): Promise<number> {
  const by = { actor: OPERATOR, at: app.clock.now() };
  return app.patient.transaction((tx) => beginRestoredEpoch(tx, app, backup, by));
}

/** Texts that are there are newer, and stay. */
async function writeTexts(folder: string, texts: ReadonlyMap<string, Buffer>): Promise<void> {
  if (texts.size > 0) await mkdir(folder, { recursive: true });
  for (const [name, text] of texts) {
    if (basename(name) !== name) throw refused('The archive names a text outside its folder.');
    await writeFile(join(folder, name), text, { flag: 'wx' }).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  }
}

async function unpackOnly(
  options: RestoreOptions,
  backup: CheckedBackup,
  identities: readonly KeyObject[],
  terminal: Terminal,
): Promise<void> {
  // nothing: the caller saw it
  const folder = resolve(options.unpack ?? '');
  const created = await makeFolder(folder);
  const line = options.json ? null : new ProgressLine(terminal.err);
  try {
    await checkRoom(folder, backup);
    await unpackBackup(backup, folder, identities, (done) => line?.update(done));
  } catch (error) {
    if (created !== undefined) await rm(created, { recursive: true, force: true });
    throw error;
  } finally {
    line?.end();
  }
  await printAnswer(terminal, options, {
    value: { folder, ...backup.manifest },
    lines: [
      `${folder} has the data folder of a PostgreSQL ${backup.manifest.postgres.version}, and every file fits its list.`,
      'Start that PostgreSQL, and run restore adopt before any server uses it.',
    ],
  });
}

async function adopt(options: AdoptOptions, terminal: Terminal): Promise<void> {
  const find = await adopted(options, terminal);
  await using app = await openSession(terminal, { upgrades: true });
  const epoch = await begin(app, await find(app));
  const broken = await brokenOf(app);
  if (broken.length > 0) terminal.exitCode = 1;
  await printAnswer(terminal, options, {
    value: { epoch, broken },
    lines: [`Epoch ${epoch} has begun.`, ...broken, ...NEXT],
  });
}

/** Checks what was restored: a backup of ours before the database opens, and then whether the database is the one it says. */
async function adopted(
  { from, at }: AdoptOptions,
  terminal: Terminal,
): Promise<(app: App) => Promise<RestoredBackup>> {
  if (at !== undefined && from !== undefined) {
    throw notAt('Name the time with --at or the backup with --from, not both.');
  }
  if (at !== undefined) {
    const time = restoredTime(at);
    return async ({ clock }) => {
      if (time > clock.now()) throw notAt(`${at} is in the future.`);
      return { name: `point in time ${time.toISOString()}`, at: time };
    };
  }
  if (from === undefined) {
    throw notAt(
      'Name the time with --at to which your own tools restored the database, or the backup of ours with --from.',
    );
  }
  const config = loadConfig(terminal.env);
  const backup = await openBackup(from, kekSource(config, terminal.env), config.objectStore);
  return async ({ database }) => {
    const { rows } = await database.reads.query<{ id: string }>(
      'SELECT system_identifier::text AS id FROM pg_control_system()',
    );
    if (rows[0]?.id !== backup.manifest.postgres.system_id) {
      throw invalidState('foreign', 'This database was not restored from that backup.');
    }
    return restoredOf(backup);
  };
}

/** Reads a time with its zone: without one, two people would read two times. */
function restoredTime(text: string): Date {
  const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const time = new Date(isWhole ? text : Number.NaN);
  if (!Number.isNaN(time.getTime())) return time;
  throw notAt(`${text} is not a time like 2026-11-29T14:00:00Z.`);
}

function notAt(detail: string): Refusal {
  return invalid({ pointer: '/at', code: 'format', detail });
}

function identitiesOf(text: string): KeyObject[] {
  try {
    return parseIdentities(text);
  } catch (error) {
    if (!(error instanceof AgeProblem)) throw error;
    throw invalid({ pointer: '/identity', code: 'format', detail: error.message });
  }
}

function refused(detail: string): Refusal {
  return invalid({ pointer: '/from', code: 'format', detail });
}
