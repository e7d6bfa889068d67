import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { assert } from '../../../server/src/kit/assert.ts';
import { cpuSeconds, residentBytes } from './cpu.ts';
import type { Held } from './loop-probe.ts';

/** What people run: one file, so that loading sources is nobody's load. */
const MAIN = fileURLToPath(new URL('../../../server/dist/psnb2b-server.js', import.meta.url));
/** What people call: it runs that file, and keeps compiled code as it does for them. */
const COMMAND = fileURLToPath(new URL('../../../server/bin/psnb2b-server.mjs', import.meta.url));
/**
 * The environment of child processes: only this and explicit values, so that nobody's settings change a measurement.
 */
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const PROBE = new URL('loop-probe.ts', import.meta.url).href;
const STOP_WAIT_MS = 20_000;

export type Environment = Readonly<Record<string, string>>;

/** An HTTP server in a process of its own. */
export class ServerProcess implements AsyncDisposable {
  readonly url: URL;
  readonly #child: ChildProcess;

  constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = new URL(url);
  }

  /** Returns the user and system time that the process has used so far, in all its threads. */
  cpuSeconds(): number {
    return cpuSeconds(this.#child.pid ?? 0);
  }

  /** Returns the memory of the process that is in RAM now. */
  residentBytes(): number {
    return residentBytes(this.#child.pid ?? 0);
  }

  /** Returns the longest time that its event loop was blocked since the last call; needs a probed server. */
  async worstHeld(): Promise<Held> {
    const answer = once(this.#child, 'message');
    this.#child.send('worst held');
    const [held] = await answer;
    return held as Held;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null || signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_WAIT_MS);
    await ended;
    clearTimeout(timer);
  }
}

const SETTINGS = { HOST: '127.0.0.1', PORT: '0', DEMO: 'off', ROLE: 'api', LOG_LEVEL: 'warn' };

/** Starts the real server, api role only: a busy shop has its worker in another process. */
export function startServer(env: Environment): Promise<ServerProcess> {
  return startNode(MAIN, ['serve'], { ...SETTINGS, ...env });
}

/** Starts the same with `loop-probe.ts` in it, logging failures only. */
export function startProbedServer(env: Environment): Promise<ServerProcess> {
  return startNode(MAIN, ['serve'], { ...SETTINGS, LOG_LEVEL: 'fatal', ...env }, PROBE);
}

/** A worker in a process of its own. */
export interface WorkerProcess extends AsyncDisposable {
  readonly pid: number;
  cpuSeconds(): number;
  /** Ends it at once, whatever it is doing. */
  kill(): Promise<void>;
}

/** Starts the real worker; closing it lets it finish what it has begun. */
export function startWorker(env: Environment): WorkerProcess {
  const child = spawn(process.execPath, [MAIN, 'work'], {
    env: { PATH, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  const pid = child.pid ?? 0;
  return {
    pid,
    cpuSeconds: () => cpuSeconds(pid),
    kill: () => end('SIGKILL'),
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  };
}

/** Runs a file of ours that prints a line with its address when it listens. */
export async function startNode(
  file: string,
  args: readonly string[],
  env: Environment,
  probe?: string,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...(probe ? ['--import', probe] : []), file, ...args], {
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit', ...(probe ? (['ipc'] as const) : [])],
  });
  assert(child.stdout, 'its output is piped');
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const listens = /listens on (http:\S+)/.exec(line)?.[1];
      if (listens === undefined) process.stderr.write(`${line}\n`);
      else resolve(listens);
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => reject(new Error(`${file} ended with ${code ?? signal}`)));
  });
  return new ServerProcess(child, url);
}

export interface Operated {
  /** Its one JSON value. */
  readonly value: Record<string, unknown>;
  readonly seconds: number;
  /** The most memory that was resident at once; 0 if /proc does not show it. */
  readonly peakBytes: number;
}

const PEAK_POLL_MS = 50;
const OUTPUT_SHOWN = 1_000;

/** Runs one of the operator's commands in a process of its own, from its start to its end. */
export async function operate(args: readonly string[], env: Environment): Promise<Operated> {
  const started = performance.now();
  const child = spawn(process.execPath, [COMMAND, ...args, '--json'], {
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let peakBytes = 0;
  const timer = setInterval(() => {
    peakBytes = Math.max(peakBytes, peakOf(child.pid ?? 0));
  }, PEAK_POLL_MS);
  try {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    const [code] = await once(child, 'close');
    if (code !== 0) {
      const said = output.slice(0, OUTPUT_SHOWN);
      throw new Error(`${args.slice(0, 2).join(' ')} ended with ${code}: ${said}`);
    }
    const seconds = (performance.now() - started) / 1000;
    return { value: JSON.parse(output), seconds, peakBytes };
  } finally {
    clearInterval(timer);
  }
}

/** The kernel keeps the peak itself, so only the last moments can be missed. */
function peakOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
