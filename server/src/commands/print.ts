import type { Terminal } from './terminal.ts';

/**
 * Writes the answer of a command to stdout. Throws a sentence when it cannot be written, for example to a full disk: an answer
 * that nobody received must not look like one. A reader that closed the pipe (`| head`) is no failure.
 */
export function print({ out }: Terminal, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    out.write(text, (error) => {
      const code = error && 'code' in error ? String(error.code) : error?.message;
      if (code === undefined || code === 'EPIPE') resolve();
      else
        reject(new Error(`The command succeeded, but its output could not be written (${code}).`));
    });
  });
}

/** Prints what a command answers: one JSON value, or lines for a person. */
export function printAnswer(
  terminal: Terminal,
  { json = false }: { readonly json?: boolean },
  { value, lines }: { readonly value: unknown; readonly lines: readonly string[] },
): Promise<void> {
  return print(terminal, json ? `${JSON.stringify(value)}\n` : `${lines.join('\n')}\n`);
}
