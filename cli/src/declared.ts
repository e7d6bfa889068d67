import type { Run } from './context.ts';

/** A command as the help shows it; its code is loaded when it runs. */
export interface Declared {
  /** Name and words, such as `codes <order>`. */
  readonly usage: string;
  readonly summary: string;
  readonly more?: string;
  /** Flags and their meaning. A list of values makes the others be refused. */
  readonly options?: readonly (readonly [
    flags: string,
    meaning: string,
    choices?: readonly string[],
  ])[];
  readonly examples: readonly [string, ...string[]];
  // biome-ignore lint/suspicious/noExplicitAny: each command has options of its own.
  readonly load: () => Promise<Run<any>>;
}

export interface Group {
  readonly title: string;
  readonly commands: readonly Declared[];
}

/** Options of the commands that have one effect, however often they are run. */
export const ONCE: NonNullable<Declared['options']> = [
  [
    '--key <key>',
    'an idempotency key of your own, which you store; by default one is stored for you',
  ],
  ['--new', 'forget an earlier run of this command whose outcome was not shown'],
];
