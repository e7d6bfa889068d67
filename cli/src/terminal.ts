import type { Readable, Writable } from 'node:stream';
import { Interrupted } from './exit.ts';

/** Where a command reads and writes. Tests have their own. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly in: Readable & { setRawMode?: (on: boolean) => unknown };
  readonly out: Writable;
  readonly err: Writable;
  /** Whether a person sees each stream. */
  readonly isTty: { readonly in: boolean; readonly out: boolean; readonly err: boolean };
  readonly columns: number;
  /** Aborts at Ctrl-C, with `Interrupted` as its reason. */
  readonly signal: AbortSignal;
}

interface Process {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  off(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  exit(code: number): never;
}

/** The terminal of this process. The first Ctrl-C stops the command in an orderly way, the second at once. */
export function terminalOf(host: Process): Terminal & { close(): void } {
  const stop = new AbortController();
  const onSignal = () => {
    if (stop.signal.aborted) host.exit(130);
    stop.abort(new Interrupted());
  };
  host.on('SIGINT', onSignal);
  host.on('SIGTERM', onSignal);
  // A write reports its own failure; without a listener the process would end in the middle of something.
  for (const stream of [host.stdout, host.stderr]) stream.on('error', () => {});
  return {
    env: host.env,
    in: host.stdin,
    out: host.stdout,
    err: host.stderr,
    isTty: {
      in: host.stdin.isTTY === true,
      out: host.stdout.isTTY === true,
      err: host.stderr.isTTY === true,
    },
    columns: host.stdout.columns ?? 100, // nothing: a pipe has no width
    signal: stop.signal,
    close: () => {
      host.off('SIGINT', onSignal);
      host.off('SIGTERM', onSignal);
      host.stdin.unref?.();
    },
  };
}

/** Writes all of a text; rejects with the system's error, such as EPIPE or ENOSPC. */
export function writeTo(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (stream.destroyed) {
      reject(Object.assign(new Error('the output is closed'), { code: 'EPIPE' }));
      return;
    }
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
