import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { diagnose, type InstallationFacts, restoreStatus } from '../acts/index.ts';
import type { App } from '../app.ts';
import { lastBackupAt, readSchedule, readWalState } from '../backups/index.ts';
import { isLoopback } from '../config/index.ts';
import { hasSecondFactor, listUsers } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import { roomOf } from '../kit/room-of.ts';
import type { Tracer } from '../kit/tracing/index.ts';
import { readTimeRecord } from '../kit/trusted-time/index.ts';
import { clusterFolder } from '../postgres/index.ts';
import { readSetUpNotes, readShop } from '../shop/index.ts';
import { act, type Printed } from './session.ts';
import type { Terminal } from './terminal.ts';

export function doctorCommands(program: Command): void {
  program
    .command('doctor')
    .description('check this installation, and say what to change')
    .option('--json')
    .action(act((app, _options: { json?: boolean }, terminal) => examine(app, terminal)));
}

const MARKS = { ok: 'ok     ', warning: 'warning', wrong: 'WRONG  ' } as const;

/** Exits with 1 if anything is wrong; warnings alone are no failure. */
async function examine(app: App, terminal: Terminal): Promise<Printed> {
  const findings = diagnose(await factsOf(app));
  if (findings.some(({ state }) => state === 'wrong')) terminal.exitCode = 1;
  return {
    value: findings,
    lines: findings.map(({ check, state, advice }) =>
      advice === null
        ? `${MARKS[state]} ${check}`
        : `${MARKS[state]} ${check.padEnd(14)} ${advice}`,
    ),
  };
}

async function factsOf(app: App): Promise<InstallationFacts> {
  const { config, clock, kek, time } = app;
  const { reads } = app.database;
  const { rows } = await reads.query<{ bytes: number }>(
    'SELECT pg_database_size(current_database()) AS bytes',
  );
  const schedule = await readSchedule(reads);
  const status = await restoreStatus(reads);
  const admins = (await listUsers(reads, 'staff')).filter(
    (each) => each.role === 'admin' && each.disabledAt === null && hasSecondFactor(each),
  );
  const at = clock.now();
  return {
    at,
    isOpen: !isLoopback(config.host),
    hasTls: config.tls !== null,
    hasProxies: config.trustedProxies.length > 0,
    publicUrl: config.publicUrl,
    hasMail: config.smtpUrl !== null,
    allowsPrivateWebhooks: config.allowPrivateWebhooks,
    hasMetricsToken: config.metrics.token !== null,
    hasMetricsPort: config.metrics.port !== null,
    keyFile: kek.kind === 'file' ? { path: kek.path, mode: (await stat(kek.path)).mode } : null,
    freeBytes: config.databaseUrl === null ? (await roomOf(config.dataDir)).freeBytes : null,
    databaseBytes: required(rows[0], 'a size has a row').bytes,
    clockDoubt: (await readTimeRecord(reads))?.doubt?.kind ?? null,
    aheadOfDatabaseMs: await time.aheadOfDatabaseMs(),
    schedule,
    // A PostgreSQL of the operator's own is on a disk that this machine need not have.
    sharesDisk:
      schedule !== null &&
      config.databaseUrl === null &&
      (await sharesDisk(schedule.place, clusterFolder(config.dataDir))),
    walArchive: await walArchiveOf(app, schedule?.archivesWal === true),
    backedUpAt: await lastBackupAt(reads, at),
    restoredOn: (await readSetUpNotes(reads)).backup?.restoredOn ?? null,
    unreleased:
      status.partners.length + status.frozen.filter(({ available }) => available > 0).length,
    adminsWithFactor: admins.length,
    isDemo: (await readShop(reads)).isDemo,
    isConfined: app.isConfined,
    standby: app.standby.isExpected
      ? { behindBytes: await app.standby.behindBytes() }
      : 'none named',
    traces: app.tracer ? { fault: await faultOf(app.tracer) } : 'off',
  };
}

/** Why the collector does not take traces; null: it does. */
function faultOf(tracer: Tracer): Promise<string | null> {
  return tracer.probe().then(
    () => null,
    (error: Error) => error.message,
  );
}

async function walArchiveOf(
  { config, database }: App,
  isWanted: boolean,
): Promise<InstallationFacts['walArchive']> {
  if (config.databaseUrl !== null) return isWanted ? 'left behind' : 'elsewhere';
  return isWanted ? ((await readWalState(database.reads)) ?? 'none yet') : 'off';
}

async function sharesDisk(place: string, dataDir: string): Promise<boolean> {
  const [one, other] = await Promise.all(
    // nothing: a place that is away shares no disk.
    [place, dataDir].map((path) => stat(path).catch(() => null)),
  );
  return one !== null && one?.dev === other?.dev;
}
