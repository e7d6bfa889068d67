import { type Paint, paintFor } from './output/paint.ts';
import { type Folders, foldersOf } from './profile/folders.ts';
import type { Session } from './profile/session.ts';
import { type Terminal, writeTo } from './terminal.ts';

/** What every command has: where to write, and the shop on demand. */
export interface Context {
  readonly terminal: Terminal;
  readonly folders: Folders;
  readonly paint: Paint;
  readonly json: boolean;
  readonly profile: string | undefined;
  readonly signal: AbortSignal;
  /** Every command that there is. */
  readonly commands: readonly CommandWords[];
  /** Prints the result: JSON with `--json`, otherwise the text. */
  print(value: unknown, text: string): Promise<void>;
  /** Says something beside the result, on the standard error. */
  note(text: string): void;
  /** Opens the shop of the profile; refuses if there is no key. */
  shop(): Promise<Session>;
}

/** A command: returns its exit code, or nothing if all is well. */
export type Run<Options> = (
  context: Context,
  words: readonly string[],
  options: Options,
  // biome-ignore lint/suspicious/noConfusingVoidType: most commands return nothing.
) => Promise<number | void>;

/** A command as completion needs it. */
export interface CommandWords {
  readonly usage: string;
  readonly summary: string;
  readonly options?: readonly (readonly [flags: string, ...rest: unknown[]])[];
}

export interface GlobalOptions {
  readonly profile?: string;
  readonly json?: boolean;
}

export function contextOf(
  terminal: Terminal,
  { profile, json = false }: GlobalOptions,
  commands: readonly CommandWords[],
): Context {
  const folders = foldersOf(terminal);
  let session: Promise<Session> | undefined;
  return {
    terminal,
    folders,
    paint: paintFor(terminal),
    json,
    profile,
    signal: terminal.signal,
    commands,
    print: (value, text) =>
      writeTo(terminal.out, json ? `${JSON.stringify(value, null, 2)}\n` : text),
    note: (text) => {
      terminal.err.write(`${text}\n`);
    },
    shop: () => {
      session ??= import('./profile/session.ts').then(({ openSession }) =>
        openSession(terminal, folders, profile),
      );
      return session;
    },
  };
}
