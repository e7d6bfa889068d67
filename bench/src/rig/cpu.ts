import { readdirSync, readFileSync } from 'node:fs';

/** Ticks per second of the times in /proc (USER_HZ, proc_pid_stat(5)). */
const TICKS_PER_SECOND = 100;
/** The positions after the program's name, which ends with the last parenthesis: parent, utime, stime, cutime and cstime. */
const PARENT = 1;
const UTIME = 11;
const STIME = 12;
const CUTIME = 13;
const CSTIME = 14;
/** Below it, a tenth of a microsecond counts. */
const COARSE_US = 100;
/** The position of the idle time in the first line of /proc/stat. */
const IDLE = 4;

/** Returns the user and system time that a process has used so far, in all its threads; 0 if it has ended. */
export function cpuSeconds(pid: number | string): number {
  return secondsAt(pid, UTIME, STIME);
}

/** Returns the same of all children of a process that have ended. */
export function endedCpuSeconds(pid: number): number {
  return secondsAt(pid, CUTIME, CSTIME);
}

function secondsAt(pid: number | string, user: number, system: number): number {
  const fields = statOf(pid);
  return fields ? (Number(fields[user]) + Number(fields[system])) / TICKS_PER_SECOND : 0;
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
  readonly postgres: number;
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
    for (const name of ['server', 'postgres', 'client', 'idle', 'wall'] as const) {
      this.#sum[name] += after[name] - before[name];
    }
    this.#operations += count(done);
    return done;
  }

  /** One line: microseconds of each process for one operation, and what share of the cores was idle. */
  note(operation: string): string {
    const each = (seconds: number) => {
      const us = (seconds * 1e6) / this.#operations;
      return `${us.toFixed(us < COARSE_US ? 1 : 0)} µs`;
    };
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

/** The processor time of a postmaster and of all processes that it has or had. */
function secondsOfFamily(postmaster: number): number {
  const family = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && statOf(name)?.[PARENT] === String(postmaster),
  );
  const running = family.reduce((sum, pid) => sum + cpuSeconds(pid), cpuSeconds(postmaster));
  return running + endedCpuSeconds(postmaster);
}
