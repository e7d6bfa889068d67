import type { Terminal } from './terminal.ts';

/**
 * Writes to stdout what a command answers. Throws a sentence when it cannot be written, as to a file on
 * a disk without room: an answer that nobody got must not look like one. Whoever has read enough and
 * closed the pipe (`| head`) is no failure.
 */
export function print({ out }: Terminal, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    out.write(text, (error) => {
      const code = error && 'code' in error ? String(error.code) : error?.message;
      if (code === undefined || code === 'EPIPE') resolve();
      else
        reject(
          new Error(`What was asked for is done, but its answer could not be written (${code}).`),
        );
    });
  });
}
