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
  checkWal,
  finishRecovery,
  openBackup,
  unpackBackup,
  unpackWal,
  type WalRecovery,
  whyNotWritten,
} from '../backups/index.ts';
import { type Config, loadConfig } from '../config/index.ts';
import { AgeProblem, parseIdentities } from '../kit/age/index.ts';
import { readGivenFile } from '../kit/given-file.ts';
import { invalid, invalidState, type Refusal } from '../kit/refusal.ts';
import { Secret } from '../kit/secret.ts';
import { SECOND_MS } from '../kit/time.ts';
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
  readonly to?: string;
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
    .option(
      '--to <time>',
      'how far, if the log since the backup is stored: latest by default, backup, or a time like 2026-11-29T14:00:00Z',
    )
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
  if (options.unpack !== undefined && options.to !== undefined) {
    throw notTo('--unpack unpacks the backup alone: leave out --to.');
  }
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
  const began = performance.now();
  const recovery = await recoveryOf(backup, kek, config, options.to);
  const asked = { options, identities, recovery, terminal };
  const broken = await restoreHere(config, kek, backup, asked).catch((error: unknown) => {
    throw explained(dataDir, error);
  });
  if (broken.length > 0) terminal.exitCode = 1;
  const seconds = Math.round((performance.now() - began) / SECOND_MS);
  const until = restoredOf(backup, recovery).at.toISOString();
  const pieces = recovery ? recovery.span.last - recovery.span.first + 1 : 0;
  const value = {
    ...{ restored: basename(backup.folder), backup_at: backup.manifest.began_at },
    ...{ recovery_point: until, log_pieces: pieces, took_seconds: seconds, broken },
  };
  await printAnswer(terminal, options, {
    value,
    lines: [
      `Restored ${basename(backup.folder)}${pieces > 0 ? ` and ${pieces} pieces of the log since` : ''} in ${seconds} s. What happened after ${until} is lost.`,
      ...(recovery?.to && !recovery.span.isSure ? [DOUBT] : []),
      ...(broken.length === 0 ? ['Every invariant holds.'] : broken),
      ...NEXT,
    ],
  });
}

const DOUBT =
  'Pieces of the log after that time cannot be read, so nobody can say whether the clock was right then: what happened before may be missing from the last look on, which is the time above.';

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

/** How far to recover; null: the backup alone. All of the log that it needs is read and compared before anything is written. */
async function recoveryOf(
  backup: CheckedBackup,
  kek: KekSource,
  { objectStore }: Config,
  to = 'latest',
): Promise<WalRecovery | null> {
  if (to === 'backup') return null;
  const time = to === 'latest' ? null : timeOf('/to', to);
  const { ended_at: endedAt } = backup.manifest;
  if (time && time < new Date(endedAt)) {
    throw notTo(`The backup ended at ${endedAt}: name an older backup to restore to ${to}.`);
  }
  const span = await checkWal(backup, kek, objectStore, time);
  if (time && span === null) {
    throw notTo(
      'The log since this backup was not stored: leave out --to, or name another backup.',
    );
  }
  if (time && !(span?.until && time < span.until)) {
    const until = span?.until?.toISOString() ?? 'the end of the backup';
    throw notTo(`The log is stored until ${until}: name a time before, or latest.`);
  }
  return span && span.last >= span.first ? { span, to: time } : null;
}

interface Asked {
  readonly options: RestoreOptions;
  readonly recovery: WalRecovery | null;
  readonly identities: readonly KeyObject[];
  readonly terminal: Terminal;
}

/** Returns the broken invariants of the restored database, in words. */
async function restoreHere(
  config: Config,
  kek: KekSource,
  backup: CheckedBackup,
  { options, identities, recovery, terminal }: Asked,
): Promise<string[]> {
  await makeFolder(config.dataDir);
  await checkRoom(config.dataDir, backup, recovery?.span.walBytes);
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
      if (recovery) {
        const keys = { kek, identities };
        const more = options.json ? null : new ProgressLine(terminal.err);
        await unpackWal(backup, recovery, folder, keys, (done) => more?.update(done)).finally(() =>
          more?.end(),
        );
      }
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
      if (recovery) await finishRecovery(app.inspector.reads, recovery);
      await begin(app, restoredOf(backup, recovery));
      broken = await brokenOf(app);
    },
  });
  await writeTexts(join(config.dataDir, 'texts'), texts);
  return broken;
}

function restoredOf(
  { folder, manifest }: CheckedBackup,
  recovery: WalRecovery | null = null,
): RestoredBackup {
  const name = basename(folder);
  const at = recovery && recoveredTo(recovery);
  if (!at) return { name, at: new Date(manifest.began_at) };
  return { name: `${name} and its log to ${at.toISOString()}`, at };
}

/** The time before which all is recovered; null: none that is sure. With a clock that ran ahead, PostgreSQL stops before the time that was named. */
function recoveredTo({ to, span }: WalRecovery): Date | null {
  if (to === null) return span.until;
  return span.isSure ? to : (span.look?.at ?? null);
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
    const time = timeOf('/at', at);
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
function timeOf(pointer: string, text: string): Date {
  const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const time = new Date(isWhole ? text : Number.NaN);
  if (!Number.isNaN(time.getTime())) return time;
  const detail = `${text} is not a time like 2026-11-29T14:00:00Z.`;
  throw invalid({ pointer, code: 'format', detail });
}

function notTo(detail: string): Refusal {
  return invalid({ pointer: '/to', code: 'format', detail });
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
