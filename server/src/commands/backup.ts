import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { App } from '../app.ts';
import { backupParts } from '../backup-parts.ts';
import {
  checkFiles,
  checkWal,
  listBackups,
  makeBackup,
  openBackup,
  placeOf,
  readSchedule,
  setSchedule,
} from '../backups/index.ts';
import { loadConfig } from '../config/index.ts';
import { AgeProblem, formatIdentity, formatRecipient, parseRecipient } from '../kit/age/index.ts';
import { invalid } from '../kit/refusal.ts';
import { isoOrNull } from '../kit/time.ts';
import { writePrivateFile } from '../kit/write-private-file.ts';
import { OUT } from './output-file.ts';
import { printAnswer } from './print.ts';
import { ProgressLine } from './progress-line.ts';
import { act, integerOf, kekSource, OPERATOR, type Printed } from './session.ts';
import { type Terminal, terminalOf } from './terminal.ts';

const LISTED_MAX = 50;

interface MakeOptions {
  readonly json?: boolean;
  readonly to: string;
  readonly recipient?: readonly string[];
}

interface ScheduleOptions {
  readonly json?: boolean;
  readonly to?: string;
  readonly recipient?: readonly string[];
  readonly every?: string;
  readonly keep?: string;
  readonly off?: boolean;
  /** False with --no-wal. */
  readonly wal?: boolean;
}

export function backupCommands(program: Command): void {
  const backup = program
    .command('backup')
    .description('copies of the whole running system, encrypted to a public key');
  backup
    .command('make', { isDefault: true })
    .description(
      'make one in a new folder or bucket prefix; nothing has to stop, and the key file is not in it',
    )
    .requiredOption(
      '--to <folder>',
      'an existing folder, best on another machine, or s3://bucket/prefix',
    )
    .option('--recipient <key...>', 'public keys that open it, from backup new-key')
    .option('--json')
    .action(act((app, options: MakeOptions, terminal) => make(app, options, terminal)));
  backup
    .command('new-key')
    .description('make a private key that opens backups; prints its public key')
    .requiredOption('--out <name>', OUT)
    .option('--json')
    .action((options: { out: string; json?: boolean }, command: Command) =>
      newKey(options, terminalOf(command)),
    );
  backup
    .command('list')
    .description(`the last ${LISTED_MAX} backups and how they ended`)
    .option('--json')
    .action(act(async ({ database }) => list(await listBackups(database.reads, LISTED_MAX))));
  backup
    .command('schedule')
    .description('let the worker make backups; without options it shows the schedule')
    .option('--to <folder>', 'an existing folder, best on another machine, or s3://bucket/prefix')
    .option('--recipient <key...>', 'public keys that open them, from backup new-key')
    .option('--every <hours>', 'hours between two backups, 24 by default')
    .option('--keep <count>', 'how many whole backups stay there, 7 by default')
    .option('--no-wal', 'do not store the log between two backups, so that a loss takes more')
    .option('--off', 'make no more backups')
    .option('--json')
    .action(act((app, options: ScheduleOptions) => schedule(app, options)));
  backup
    .command('check')
    .description('read a whole backup and compare it with its list; needs no database')
    .requiredOption('--from <folder>', 'the folder of one backup, or s3://bucket/prefix/psnb2b-…')
    .option('--json')
    .action((options: { from: string; json?: boolean }, command: Command) =>
      check(options, terminalOf(command)),
    );
}

async function make(app: App, options: MakeOptions, { err }: Terminal): Promise<Printed> {
  const line = options.json ? null : new ProgressLine(err);
  const { folder, bytes, manifest } = await makeBackup(
    { ...app, ...backupParts(app.config) },
    {
      to: options.to,
      recipients: recipientsOf(options.recipient ?? []),
      actor: OPERATOR,
      onProgress: (done) => line?.update(done),
    },
  ).finally(() => line?.end());
  return {
    value: { folder, bytes, ...manifest },
    lines: [
      `${folder}: ${bytes} bytes, encrypted to ${manifest.recipients.join(', ')}`,
      'The key file is not in it. Keep a copy of the key file elsewhere: without it nobody can read a code of this backup.',
    ],
  };
}

/** Public keys as options say them. */
function recipientsOf(texts: readonly string[]): KeyObject[] {
  if (texts.length === 0) {
    const detail =
      'Name the public key that the backup is encrypted to: psnb2b-server backup new-key makes one.';
    throw invalid({ pointer: '/recipient', code: 'required', detail });
  }
  return texts.map((text) => {
    try {
      return parseRecipient(text);
    } catch (error) {
      if (!(error instanceof AgeProblem)) throw error;
      throw invalid({ pointer: '/recipient', code: 'format', detail: error.message });
    }
  });
}

async function schedule(
  { database, clock, config }: App,
  options: ScheduleOptions,
): Promise<Printed> {
  const { to, recipient, every = '24', keep = '7', off = false, wal = true } = options;
  const by = { actor: OPERATOR, at: clock.now() };
  if (off) await database.transaction((tx) => setSchedule(tx, null, by));
  else if (to !== undefined) {
    const recipients = recipientsOf(recipient ?? []).map(formatRecipient);
    const there = placeOf(to, config);
    await there.check();
    const place = there.name;
    const everyHours = integerOf('every', every, 1, 720);
    const kept = integerOf('keep', keep, 1, 1000);
    // One of the operator's own has an archive of its own.
    const archivesWal = wal && config.databaseUrl === null;
    await database.transaction((tx) =>
      setSchedule(tx, { place, everyHours, kept, recipients, archivesWal }, by),
    );
  } else if (recipient ?? options.every ?? options.keep) {
    const detail = 'Name the folder, too: a schedule is set as a whole.';
    throw invalid({ pointer: '/to', code: 'required', detail });
  }
  const now = await readSchedule(database.reads);
  if (!now) return { value: null, lines: ['The worker makes no backups.'] };
  const { place, everyHours, kept, recipients } = now;
  // One that was set before a move into a PostgreSQL of the operator's own may still say so.
  const archivesWal = now.archivesWal && config.databaseUrl === null;
  return {
    value: {
      ...{ to: place, every_hours: everyHours, keep: kept, recipients },
      wal: archivesWal,
    },
    lines: [
      `The worker makes a backup every ${everyHours} hours in ${place} and keeps ${kept}, encrypted to ${recipients.join(', ')}.`,
      archivesWal
        ? 'Between two backups it stores the log every 20 seconds, so that a restore loses at most a minute.'
        : 'It does not store the log between two backups: a restore loses what happened since the newest.',
    ],
  };
}

async function newKey(options: { out: string; json?: boolean }, terminal: Terminal): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const recipient = formatRecipient(publicKey);
  const file = resolve(options.out);
  const text = `# public key: ${recipient}\n${formatIdentity(privateKey)}\n`;
  await writePrivateFile(file, [Buffer.from(text)]);
  const lines = [
    recipient,
    `${file} opens all backups that are encrypted to this key. Move it away from this machine, and not to where the backups are.`,
  ];
  const value = { recipient, file };
  await printAnswer(terminal, options, { value, lines });
}

function list(backups: Awaited<ReturnType<typeof listBackups>>): Printed {
  const value = backups.map(({ name, place, beganAt, endedAt, bytes, failure }) => ({
    ...{ name, folder: `${place}/${name}` },
    ...{ began_at: beganAt.toISOString(), ended_at: isoOrNull(endedAt), bytes, failure },
  }));
  const lines = value.map(({ folder, bytes, failure }) =>
    [
      folder,
      bytes === null ? (failure ?? 'is being made, or its process was ended') : `${bytes} bytes`,
    ].join('  '),
  );
  return { value, lines: lines.length > 0 ? lines : ['There is no backup yet.'] };
}

async function check(options: { from: string; json?: boolean }, terminal: Terminal): Promise<void> {
  const config = loadConfig(terminal.env);
  const line = options.json ? null : new ProgressLine(terminal.err);
  const kek = kekSource(config, terminal.env);
  const opened = await openBackup(options.from, kek, config.objectStore);
  await checkFiles(opened, (done) => line?.update(done)).finally(() => line?.end());
  const span = await checkWal(opened, kek, config.objectStore);
  const { folder, manifest } = opened;
  const until = isoOrNull(span?.until ?? null);
  const lines = [
    `${folder} is whole: made ${manifest.began_at}, ${manifest.database_bytes} bytes of data`,
    ...(until === null ? [] : [`The log since is whole, until ${until}.`]),
  ];
  const value = { folder, ...manifest, wal_until: until };
  await printAnswer(terminal, options, { value, lines });
}
