import { readdirSync, readFileSync } from 'node:fs';

/** Ticks per second of the times in /proc (USER_HZ, proc_pid_stat(5)). */
const TICKS_PER_SECOND = 100;
/** The positions after the program's name, which ends with the last parenthesis: parent, utime and stime. */
const PARENT = 1;
const UTIME = 11;
const STIME = 12;
/** The position of the idle time in the first line of /proc/stat. */
const IDLE = 4;

/** Returns the user and system time that a process has used so far, in all its threads; 0 if it has ended. */
export function cpuSeconds(pid: number | string): number {
  const fields = statOf(pid);
  return fields ? (Number(fields[UTIME]) + Number(fields[STIME])) / TICKS_PER_SECOND : 0;
}

/** Returns the memory of a process that is in RAM now; 0 if it has ended. */
export function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}

function statOf(pid: number | string): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** Processor time by process, in seconds; `idle` is that of all cores together. */
interface Used {
  readonly server: number;
  /** By process: one that ends takes its time with it. */
  readonly postgres: ReadonlyMap<string, number>;
  readonly client: number;
  readonly idle: number;
  readonly wall: number;
}

const NOTHING = { server: 0, postgres: 0, client: 0, idle: 0, wall: 0 };

/**
 * Adds up where the processor time of one side's rounds went: the server, PostgreSQL with all of its processes, and
 * this process, which is the client.
 */
export class CpuMeter {
  readonly #postmaster: number;
  readonly #server: (() => number) | null;
  readonly #cores: number;
  #sum = { ...NOTHING };
  #operations = 0;

  /** `server` returns the seconds that the measured process has used so far; null: it is this process. */
  constructor(postmaster: number, server: (() => number) | null) {
    this.#postmaster = postmaster;
    this.#server = server;
    this.#cores = readFileSync('/proc/stat', 'utf8').match(/^cpu\d/gm)?.length ?? 1;
  }

  /** Runs a round; `count` returns its number of operations. */
  async round<Done>(run: () => Promise<Done>, count: (done: Done) => number): Promise<Done> {
    const before = this.#now();
    const done = await run();
    const after = this.#now();
    for (const name of ['server', 'client', 'idle', 'wall'] as const) {
      this.#sum[name] += after[name] - before[name];
    }
    for (const [pid, seconds] of after.postgres) {
      // nothing: a process that began in this round
      this.#sum.postgres += seconds - (before.postgres.get(pid) ?? 0);
    }
    this.#operations += count(done);
    return done;
  }

  /** One line: microseconds of each process for one operation, and what share of the cores was idle. */
  note(operation: string): string {
    const each = (seconds: number) => `${((seconds * 1e6) / this.#operations).toFixed(0)} µs`;
    const { server, postgres, client, idle, wall } = this.#sum;
    const share = ((100 * idle) / (wall * this.#cores)).toFixed(0);
    return (
      `processor time of ${operation}: ${this.#server ? `server ${each(server)}, ` : ''}PostgreSQL ${each(postgres)}, ` +
      `client ${each(client)}; ${share} % of ${this.#cores} cores idle`
    );
  }

  #now(): Used {
    const { user, system } = process.cpuUsage();
    const idle = Number(/^cpu .*/.exec(readFileSync('/proc/stat', 'utf8'))?.[0].split(/ +/)[IDLE]);
    return {
      // nothing: it is counted as the client's.
      server: this.#server?.() ?? 0,
      postgres: secondsOfFamily(this.#postmaster),
      client: (user + system) / 1e6,
      idle: idle / TICKS_PER_SECOND,
      wall: performance.now() / 1000,
    };
  }
}

/** The processor time of a postmaster and of each process that it has now. */
function secondsOfFamily(postmaster: number): ReadonlyMap<string, number> {
  const family = readdirSync('/proc').filter(
    (name) =>
      name === String(postmaster) ||
      (/^\d+$/.test(name) && statOf(name)?.[PARENT] === String(postmaster)),
  );
  return new Map(family.map((pid) => [pid, cpuSeconds(pid)]));
}
