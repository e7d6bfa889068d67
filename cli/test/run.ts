import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { openShop, type Shop } from '@psnb2b/server/testkit';
import { runCli } from '../src/run-cli.ts';
import type { Terminal } from '../src/terminal.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What `--json` printed; null for anything else. */
  // biome-ignore lint/suspicious/noExplicitAny: each command prints a value of its own.
  readonly value: any;
}

export interface RunGiven {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly signal?: AbortSignal;
  /** Where the result goes; kept as text by default. */
  readonly out?: Writable;
  readonly onErr?: (text: string) => void;
  /** A script by default: no stream is a terminal. */
  readonly isTty?: Terminal['isTty'];
}

const BIN = fileURLToPath(new URL('../bin/psnb2b.mjs', import.meta.url));

/** A home folder of its own, for a person with a terminal. */
export class Desk implements Disposable {
  readonly home = mkdtempSync(join(tmpdir(), 'psnb2b-desk-'));
  readonly env: Readonly<Record<string, string>>;

  constructor(env: Readonly<Record<string, string>> = {}) {
    this.env = { HOME: this.home, ...env };
  }

  /** Runs a command in the process of the test. */
  async run(args: readonly string[], given: RunGiven = {}): Promise<Ran> {
    const [out, err] = [keeping(), keeping(given.onErr)];
    const terminal: Terminal = {
      env: { ...this.env, ...given.env },
      in: Readable.from([given.input ?? '']),
      out: given.out ?? out.stream,
      err: err.stream,
      isTty: given.isTty ?? { in: false, out: false, err: false },
      columns: 100,
      signal: given.signal ?? new AbortController().signal,
    };
    const code = await runCli(args, terminal);
    return { code, out: out.text(), err: err.text(), value: readJson(out.text()) };
  }

  /** Runs a command as a process of its own. */
  start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
    return startCli(args, { ...this.env, ...env });
  }

  [Symbol.dispose](): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** A person with a test key of a shop, and a live key that is used nowhere by itself. */
export interface TestDesk extends AsyncDisposable {
  readonly shop: Shop;
  readonly desk: Desk;
  readonly live: string;
}

export async function openTestDesk(): Promise<TestDesk> {
  const shop = await openShop();
  const { partnerId } = await shop.buyer();
  const live = (await shop.key(partnerId)).text;
  const { text } = await shop.key(partnerId, { mode: 'test' });
  const desk = new Desk({ PSNB2B_KEY: text, PSNB2B_URL: shop.url });
  return {
    ...{ shop, desk, live },
    [Symbol.asyncDispose]: async () => {
      desk[Symbol.dispose]();
      await shop[Symbol.asyncDispose]();
    },
  };
}

export interface Started {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  /** The exit code; null after a signal. */
  readonly ended: Promise<number | null>;
  /** Waits until the output, or the errors, have this. */
  said(pattern: RegExp): Promise<void>;
}

export function startCli(args: readonly string[], env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  const closed = once(child, 'close');
  return {
    child,
    out: () => out,
    err: () => err,
    ended: closed.then(([code]) => code as number | null),
    said: async (pattern) => {
      while (!pattern.test(out + err)) {
        const ended = await Promise.race([
          once(child.stdout, 'data').then(() => false),
          once(child.stderr, 'data').then(() => false),
          closed.then(() => true),
        ]);
        if (ended && !pattern.test(out + err))
          throw new Error(`it ended without ${pattern}:\n${out}${err}`);
      }
    },
  };
}

export function keeping(onText?: (text: string) => void): { stream: Writable; text: () => string } {
  let text = '';
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk);
      onText?.(String(chunk));
      done();
    },
  });
  return { stream, text: () => text };
}

/** Waits until something is so. */
export async function waitFor(what: () => boolean): Promise<void> {
  const until = performance.now() + 60_000;
  while (!what()) {
    if (performance.now() > until) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
