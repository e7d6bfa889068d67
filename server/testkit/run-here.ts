import { Writable } from 'node:stream';
import { runCommand } from '../src/commands/run-command.ts';
import type { Terminal } from '../src/commands/terminal.ts';
import { createLogTo } from '../src/kit/log.ts';
import type { Shop } from './shop.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What `--json` printed, or the problem document of the refusal. */
  // biome-ignore lint/suspicious/noExplicitAny: each command prints a value of its own.
  readonly value: any;
}

/**
 * Runs one command on a shop's database in the process of the test, with an app of its own, as beside a running server:
 * for tests of what a command does. For the command as a process, with its signals and streams, use `startServer` and
 * the tests of the program itself.
 */
export async function runHere(shop: Shop, args: readonly string[], env = {}): Promise<Ran> {
  const { config, url, ownerUrl } = shop.app;
  // A command that is led to another database has no owner of this one.
  const database = 'DATABASE_URL' in env ? {} : { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl };
  return runAlone(args, { DATA_DIR: config.dataDir, ...database, ...env });
}

/** The same on no shop of the test: everything comes from this environment. */
export async function runAlone(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  const [out, err] = [keeping(), keeping()];
  const terminal: Terminal = {
    env: { DEMO: 'off', ...env },
    out: out.stream,
    err: err.stream,
    log: (level) => createLogTo(level, err.stream),
    isAlone: false,
    exitCode: 0,
  };
  const code = await runCommand(args, terminal);
  const answer = code === 0 ? out.text() : (err.text().trim().split('\n').at(-1) ?? '');
  return { code, out: out.text(), err: err.text(), value: readJson(answer) };
}

function keeping(): { stream: Writable; text: () => string } {
  let text = '';
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk);
      done();
    },
  });
  return { stream, text: () => text };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
