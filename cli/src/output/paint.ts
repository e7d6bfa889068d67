import type { Terminal } from '../terminal.ts';

/** Colours, or nothing where nobody sees them. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  /** Colours the words of a state wherever they stand in a line. */
  state(line: string): string;
}

const GOOD = /\b(delivered|approved|enabled|active|passed|operational)\b/g;
const BAD = /\b(failed|rejected|disabled|exhausted|paused|outage)\b/g;

export function paintFor({ env, isTty }: Terminal): Paint {
  const isOn = isTty.out && !env.NO_COLOR && env.TERM !== 'dumb' && env.FORCE_COLOR !== '0';
  const wrap = (from: number, to: number) => (text: string) =>
    isOn ? `\u001b[${from}m${text}\u001b[${to}m` : text;
  const [good, bad] = [wrap(32, 39), wrap(31, 39)];
  return {
    bold: wrap(1, 22),
    dim: wrap(2, 22),
    good,
    bad,
    state: (line) => line.replace(GOOD, good).replace(BAD, bad),
  };
}

/**
 * Returns a text without control characters: a name or a description from elsewhere must not move the cursor, hide a line, or
 * retitle the terminal.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (each) => (/\s/.test(each) ? ' ' : '\ufffd'));
}
