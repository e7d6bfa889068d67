import { execFile, spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { promisify } from 'node:util';

const FOLDERS = [
  '/usr/lib/postgresql/*/bin',
  '/usr/pgsql-*/bin',
  '/opt/homebrew/opt/postgresql*/bin',
];
const THREADS_MAX = 2;

export interface PgbenchRun {
  readonly pgbench: string;
  readonly script: string;
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** Per connection. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Finds the newest pgbench of this machine, or null: the embedded PostgreSQL has none. */
export function findPgbench(): string | null {
  const newest = FOLDERS.flatMap((folder) => globSync(`${folder}/pgbench`).sort().reverse());
  if (newest[0] !== undefined) return newest[0];
  const { stdout } = spawnSync('sh', ['-c', 'command -v pgbench'], { encoding: 'utf8' });
  return stdout?.trim() || null;
}

let runs = 0;

/**
 * Returns transactions per second of a script, without the time to connect. The script may use :run, which is a new
 * number each time, and :number, which begins at 0 for each client.
 */
export async function runPgbench(options: PgbenchRun): Promise<number> {
  const { pgbench, script, connections, seconds, settings } = options;
  const url = new URL(options.url);
  runs += 1;
  const { stdout } = await promisify(execFile)(
    pgbench,
    [
      ...['--no-vacuum', '--protocol=prepared', `--file=${script}`],
      ...[`--client=${connections}`, `--jobs=${Math.min(connections, THREADS_MAX)}`],
      ...[`--time=${Math.ceil(seconds)}`, `--define=run=${runs}`, '--define=number=0'],
      ...[
        `--host=${url.searchParams.get('host') ?? url.hostname}`,
        `--port=${url.port}`,
        `--username=${url.username}`,
      ],
      url.pathname.slice(1),
    ],
    {
      env: {
        PGPASSWORD: decodeURIComponent(url.password),
        PGSSLMODE: 'disable',
        PGOPTIONS: Object.entries(settings)
          .map(([name, value]) => `-c ${name}=${value}`)
          .join(' '),
      },
    },
  );
  const perSecond = Number(/^tps = ([\d.]+) \(without/m.exec(stdout)?.[1] ?? Number.NaN);
  const failed = Number(/failed transactions: (\d+)/.exec(stdout)?.[1] ?? 0);
  if (Number.isNaN(perSecond) || failed > 0) throw new Error(`pgbench said: ${stdout}`);
  return perSecond;
}
