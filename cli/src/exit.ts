/** How the command line ends; documented in docs/guides/command-line.md. */
export const exits = {
  done: 0,
  bug: 1,
  usage: 2,
  key: 3,
  refused: 4,
  noReply: 5,
  notReached: 6,
  file: 7,
  interrupted: 130,
  closedPipe: 141,
} as const;
export type Exit = (typeof exits)[keyof typeof exits];

/** What the command line refuses itself, in a sentence that names what to change. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exit: Exit;

  constructor(exit: Exit, message: string) {
    super(message);
    this.exit = exit;
  }
}

/** The reason of the signal that Ctrl-C aborts. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor() {
    super('interrupted');
  }
}

export function usage(message: string): CommandError {
  return new CommandError(exits.usage, message);
}
