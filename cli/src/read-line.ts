import { usage } from './exit.ts';
import { type Terminal, writeTo } from './terminal.ts';

const LENGTH_MAX = 1_000;
/** Ctrl-C and Ctrl-D. */
const ENDS = ['\u0003', '\u0004'];

/**
 * Asks a person for one line, which `hidden` does not show; from a pipe, reads the first line of it. Returns it without white space
 * around it.
 */
export async function readLine(
  terminal: Terminal,
  question: string,
  { hidden = false }: { readonly hidden?: boolean },
): Promise<string> {
  const { in: input, isTty, err, signal } = terminal;
  const isHidden = hidden && isTty.in;
  if (isTty.in) await writeTo(err, question);
  let text = '';
  if (isHidden) input.setRawMode?.(true);
  try {
    const ended = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    ended.catch(() => {});
    const chunks = input[Symbol.asyncIterator]();
    for (;;) {
      const { value, done } = await Promise.race([chunks.next(), ended]);
      if (done) break;
      const typed = String(value);
      // In raw mode Ctrl-C and Ctrl-D arrive as characters.
      if (isHidden && ENDS.some((end) => typed.includes(end))) throw usage('Nothing was stored.');
      text = isHidden ? edited(text, typed) : text + typed;
      if (/[\r\n]/.test(text)) break;
      if (text.length > LENGTH_MAX) throw usage('This is too long to be a key.');
    }
  } finally {
    if (isHidden) {
      input.setRawMode?.(false);
      err.write('\n');
    }
    input.pause();
  }
  return (text.split(/[\r\n]/, 1)[0] ?? '').trim();
}

/** In raw mode nobody but us handles the backspace. */
function edited(text: string, typed: string): string {
  let next = text;
  for (const each of typed) next = /[\u007f\b]/.test(each) ? next.slice(0, -1) : next + each;
  return next;
}
