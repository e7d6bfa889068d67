import type { WalState } from '../backups/index.ts';
import { DAY_MS, HOUR_MS } from '../kit/time.ts';

/** What an installation is like, as far as it can be wrong. */
export interface InstallationFacts {
  readonly at: Date;
  /** Whether other machines can reach the address that it listens on. */
  readonly isOpen: boolean;
  readonly hasTls: boolean;
  /** A proxy is known, so that addresses of clients are right. */
  readonly hasProxies: boolean;
  readonly publicUrl: string | null;
  readonly hasMail: boolean;
  readonly allowsPrivateWebhooks: boolean;
  readonly hasMetricsToken: boolean;
  /** The metrics have a port of their own, where everybody who reaches it may read them. */
  readonly hasMetricsPort: boolean;
  /** Null: the key is in the environment. */
  readonly keyFile: { readonly path: string; readonly mode: number } | null;
  /** On the disk of DATA_DIR; null if that has only a key file, because PostgreSQL is the operator's own. */
  readonly freeBytes: number | null;
  readonly databaseBytes: number;
  readonly clockDoubt: string | null;
  readonly aheadOfDatabaseMs: number;
  readonly schedule: { readonly place: string; readonly everyHours: number } | null;
  /** Whether the schedule also stores the log between two backups, and how far; 'elsewhere': a PostgreSQL of the operator's own has its own archive;
   * 'left behind': so it has, but the schedule is from before the move there. */
  readonly walArchive: 'off' | 'elsewhere' | 'left behind' | 'none yet' | WalState;
  /** Whether the folder of the schedule is on the disk of the database. */
  readonly sharesDisk: boolean;
  readonly backedUpAt: Date | null;
  readonly restoredOn: string | null;
  /** Products and partners that a restore has left frozen. */
  readonly unreleased: number;
  readonly adminsWithFactor: number;
  readonly isDemo: boolean;
  /** Whether the server's role in the database is not its owner. */
  readonly isConfined: boolean;
  /** Of the standby, if DATABASE_URL names several hosts: how much of the log it has not replayed; null: none can be read. */
  readonly standby: { readonly behindBytes: number | null } | 'none named';
  /** Of the collector of traces, if one is named: null: it takes them; else why not. */
  readonly traces: { readonly fault: string | null } | 'off';
}

export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'wrong';
  /** What to change; null when all is well. */
  readonly advice: string | null;
}

const GIGABYTE = 1024 ** 3;
const FREE_MIN = 2 * GIGABYTE;
const BEHIND_WARN = 16 * 1024 ** 2;
const OFFSET_WARN_MS = 2_000;
const WAL_WARN_SECONDS = 300;
const TRIAL_MS = 90 * DAY_MS;

type Judge = (facts: InstallationFacts) => readonly ['warning' | 'wrong', string] | null;

/** Every check in its order: null is well. */
const JUDGES: Readonly<Record<string, Judge>> = {
  tls: ({ isOpen, hasTls, publicUrl }) => {
    if (hasTls || publicUrl?.startsWith('https:')) return null;
    return isOpen
      ? [
          'wrong',
          'Keys and codes travel in the clear: set TLS_CERT_FILE and TLS_KEY_FILE, or put a TLS proxy in front and set PUBLIC_URL to its https address.',
        ]
      : [
          'warning',
          'Only this machine can reach the server: put a TLS proxy in front and set PUBLIC_URL.',
        ];
  },
  proxy: ({ hasTls, publicUrl, hasProxies }) =>
    hasTls || hasProxies || !publicUrl?.startsWith('https:')
      ? null
      : [
          'wrong',
          'PUBLIC_URL is https and the server has no certificate, so there is a proxy: name its address in TRUSTED_PROXIES, or all clients count as one.',
        ],
  key_file: ({ keyFile }) => {
    if (keyFile === null || (keyFile.mode & 0o077) === 0) return null;
    return ['wrong', `Other users can read the key file: run chmod 600 ${keyFile.path}.`];
  },
  disk: ({ freeBytes, databaseBytes }) => {
    if (freeBytes === null) return null;
    const left = `${(freeBytes / GIGABYTE).toFixed(1)} GB are left on the disk of DATA_DIR`;
    if (freeBytes < FREE_MIN)
      return ['wrong', `${left}: make room, or sales stop when it is full.`];
    if (freeBytes < databaseBytes)
      return [
        'warning',
        `${left}, less than the database has: it cannot be restored beside itself.`,
      ];
    return null;
  },
  clock: ({ clockDoubt, aheadOfDatabaseMs }) => {
    if (clockDoubt !== null)
      return ['wrong', 'The clock is in doubt, so nothing expires: see psnb2b-server clock.'];
    const seconds = Math.round(Math.abs(aheadOfDatabaseMs) / 1000);
    if (Math.abs(aheadOfDatabaseMs) < OFFSET_WARN_MS) return null;
    return ['warning', `The clock differs from the database's by ${seconds} s: set both by NTP.`];
  },
  backup: ({ schedule, backedUpAt, at }) => {
    if (schedule === null && backedUpAt === null)
      return ['wrong', 'Nothing makes backups: run psnb2b-server backup schedule.'];
    const hours = schedule ? 2 * schedule.everyHours : 48;
    if (backedUpAt && at.getTime() - backedUpAt.getTime() < hours * HOUR_MS) return null;
    const newest = backedUpAt
      ? `The newest is of ${backedUpAt.toISOString()}`
      : 'There is none yet';
    return ['wrong', `${newest}: see psnb2b-server backup list, and whether the worker runs.`];
  },
  backup_place: ({ schedule, sharesDisk }) =>
    schedule && sharesDisk
      ? [
          'warning',
          `${schedule.place} is on the disk of the database and is lost with it: name a folder of another machine.`,
        ]
      : null,
  wal_archive: ({ schedule, walArchive }) => {
    if (schedule === null || walArchive === 'elsewhere') return null;
    if (walArchive === 'left behind') {
      const advice =
        'The schedule was set for the embedded PostgreSQL: the log between two backups is no longer stored. Let your own PostgreSQL archive it, and run psnb2b-server backup schedule again.';
      return ['warning', advice];
    }
    if (walArchive === 'off') {
      const advice =
        'The log between two backups is not stored, so a loss takes what was sold since the newest: run psnb2b-server backup schedule without --no-wal.';
      return ['warning', advice];
    }
    if (walArchive === 'none yet')
      return ['wrong', 'The log is not stored yet: see whether the worker runs, and its log.'];
    const { ageSeconds, failure, hasBackup } = walArchive;
    if (ageSeconds > WAL_WARN_SECONDS) {
      const why = failure ?? 'See whether the worker runs.';
      return [
        'wrong',
        `The log is stored until ${Math.round(ageSeconds / 60)} minutes ago. ${why}`,
      ];
    }
    return hasBackup
      ? null
      : ['warning', 'The stored log is of no use until its first backup is made: see backup list.'];
  },
  trial_restore: ({ restoredOn, at }) => {
    const isTried = restoredOn !== null && at.getTime() - Date.parse(restoredOn) < TRIAL_MS;
    return isTried
      ? null
      : [
          'warning',
          'No backup was restored as a trial in the last 90 days: do so, and state the day in the console.',
        ];
  },
  restore: ({ unreleased }) =>
    unreleased === 0
      ? null
      : [
          'wrong',
          `A restore has left ${unreleased} products and partners frozen: see psnb2b-server restore status.`,
        ],
  mail: ({ hasMail }) =>
    hasMail
      ? null
      : ['warning', 'Without SMTP_URL no e-mail is sent: they wait in the outbox of the console.'],
  people: ({ adminsWithFactor }) =>
    adminsWithFactor >= 2
      ? null
      : [
          'warning',
          `${adminsWithFactor} admins have a second factor: with fewer than two, a lost phone locks everybody out.`,
        ],
  webhooks: ({ allowsPrivateWebhooks }) =>
    allowsPrivateWebhooks
      ? ['wrong', 'ALLOW_PRIVATE_WEBHOOKS lets partners reach your own network: unset it.']
      : null,
  metrics: ({ hasMetricsToken, hasMetricsPort }) =>
    hasMetricsToken || hasMetricsPort
      ? null
      : ['warning', 'Without METRICS_TOKEN only programs on this machine can read the metrics.'],
  database_role: ({ isConfined }) =>
    isConfined
      ? null
      : [
          'warning',
          'The server signs in to PostgreSQL as the owner of its tables, so a forged statement could raise a balance or change the audit: name the owner in DATABASE_OWNER_URL and another role in DATABASE_URL.',
        ],
  traces: ({ traces }) =>
    traces === 'off' || traces.fault === null
      ? null
      : [
          'warning',
          `The collector at OTEL_EXPORTER_OTLP_ENDPOINT takes no traces (${traces.fault}): start it, name another, or unset the setting.`,
        ],
  standby: ({ standby }) => {
    if (standby === 'none named') return null;
    if (standby.behindBytes === null) {
      return [
        'warning',
        'No host of DATABASE_URL is a standby that can be read: nothing takes the place of a lost primary, and exports and reports are read from it. Start the standby again, or make a new one.',
      ];
    }
    return standby.behindBytes > BEHIND_WARN
      ? [
          'warning',
          'The standby is far behind, so exports and reports are read from the primary: see whether it replays (pg_is_wal_replay_paused) and whether its disk is slow.',
        ]
      : null;
  },
  demo: ({ isDemo }) =>
    isDemo
      ? [
          'warning',
          'Partners, prices and codes were invented by the demo: begin with another DATA_DIR.',
        ]
      : null,
};

/** Says for each check whether all is well, and otherwise what to change. */
export function diagnose(facts: InstallationFacts): Finding[] {
  return Object.entries(JUDGES).map(([check, judge]) => {
    const found = judge(facts);
    return { check, state: found?.[0] ?? 'ok', advice: found?.[1] ?? null };
  });
}
