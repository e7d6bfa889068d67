import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { databaseOf } from './database-of.ts';

/** As an operator starts it. Compiled code is kept, which halves the start. */
const MAIN = fileURLToPath(new URL('../bin/psnb2b-server.mjs', import.meta.url));

/** `psnb2b-server serve` in a process of its own, for tests to kill. */
export interface ServerProcess extends AsyncDisposable {
  readonly url: string;
  /** Sends SIGKILL; resolves when the process has ended. */
  kill(): Promise<void>;
  /** Sends SIGSTOP: it falls silent, and its sockets stay open. */
  freeze(): void;
  /** Sends SIGTERM; returns the exit code once the process has ended. */
  stop(): Promise<number | null>;
  /** Sends any other signal. */
  signal(name: NodeJS.Signals): void;
  /** Resolves when it has ended, however it did, and everything that it wrote is in its logs. */
  readonly exited: Promise<unknown>;
  /** Everything that it logged. */
  readonly logs: () => string;
}

/** Starts the real server on a folder and waits until it listens; by default from these sources. */
export async function startServer(
  dataDir: string,
  env: NodeJS.ProcessEnv = {},
  main = MAIN,
): Promise<ServerProcess> {
  const settings = {
    DATA_DIR: dataDir,
    PORT: '0',
    DEMO: 'off',
    LOG_LEVEL: 'warn',
    ...asProduct(env),
  };
  const child = spawn(process.execPath, [main, 'serve'], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const closed = once(child, 'close');
  let logs = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      logs += String(text);
    });
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  try {
    const url = await listening(child, closed);
    return {
      url,
      exited: closed,
      kill: () => end('SIGKILL'),
      freeze: () => {
        child.kill('SIGSTOP');
      },
      signal: (name) => {
        child.kill(name);
      },
      logs: () => logs,
      stop: async () => {
        await end('SIGTERM');
        return child.exitCode;
      },
      [Symbol.asyncDispose]: () => end('SIGTERM'),
    };
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
}

/** `psnb2b-server work` in a process of its own. */
export interface WorkerProcess extends AsyncDisposable {
  /** Sends SIGKILL; resolves when the process has ended. */
  kill(): Promise<void>;
  /** Sends SIGSTOP: it falls silent, and its sockets stay open. */
  freeze(): void;
  /** Sends SIGTERM; returns the exit code once the process has ended. */
  stop(): Promise<number | null>;
  /** Sends any other signal. */
  signal(name: NodeJS.Signals): void;
  /** Resolves when it has ended, however it did, and everything that it wrote is in its logs. */
  readonly exited: Promise<unknown>;
  /** Waits until it has logged an entry of this kind. Throws if it ends before. */
  logged(pattern: RegExp): Promise<void>;
  /** Everything that it logged. */
  readonly logs: () => string;
}

/** Starts a real worker on a folder and a database; its first effect shows that it runs. */
export function startWorker(
  dataDir: string,
  env: NodeJS.ProcessEnv = {},
  main = MAIN,
): WorkerProcess {
  const settings = { DATA_DIR: dataDir, LOG_LEVEL: 'info', ...asProduct(env) };
  const child = spawn(process.execPath, [main, 'work'], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const closed = once(child, 'close');
  let logs = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      logs += String(text);
    });
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  return {
    exited: closed,
    kill: () => end('SIGKILL'),
    freeze: () => {
      child.kill('SIGSTOP');
    },
    signal: (name) => {
      child.kill(name);
    },
    stop: async () => {
      await end('SIGTERM');
      return child.exitCode;
    },
    logged: async (pattern) => {
      const over = closed.then(() => 'over');
      while (!pattern.test(logs)) {
        const happened = await Promise.race([once(child.stdout, 'data'), over]);
        if (happened === 'over' && !pattern.test(logs)) {
          throw new Error(`the worker ended before it logged ${pattern}:\n${logs}`);
        }
      }
    },
    logs: () => logs,
    [Symbol.asyncDispose]: () => end('SIGKILL'),
  };
}

/** A database of the test cluster is used as the product's role. */
function asProduct(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { DATABASE_URL: url } = env;
  return url === undefined ? env : { ...env, ...databaseOf(url) };
}

/** Returns the address; throws with everything that the server wrote if it ends before. */
async function listening(child: ChildProcess, closed: Promise<unknown>): Promise<string> {
  const said: string[] = [];
  child.stderr?.on('data', (text) => said.push(String(text)));
  const lines = createInterface({ input: child.stdout as NonNullable<ChildProcess['stdout']> });
  for await (const line of lines) {
    const url = /^psnb2b listens on (https?:\S+)$/.exec(line)?.[1];
    if (url !== undefined) {
      // Later output is read too, because a full pipe would stop the process.
      child.stdout?.resume();
      return url;
    }
    said.push(line);
  }
  await closed;
  throw new Error(`the server ended before it listened:\n${said.join('\n')}`);
}
