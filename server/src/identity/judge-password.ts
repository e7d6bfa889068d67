import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/**
 * How many characters are scored in one piece, and how many words of the person are searched: the work grows faster than either.
 */
const PIECE_LENGTH_MAX = 64;
const WORDS_MAX = 12;
const WORD_LENGTH_MAX = 64;

const judge = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/**
 * How hard a password is to guess, 0 to 4; runs in a thread. A long password is scored in pieces and counts as its hardest piece:
 * text around a good password does not weaken it.
 */
export function run(input: {
  readonly password: string;
  readonly known: readonly string[];
}): number {
  const words = input.known.flatMap((text) => [text, ...text.split(/[\s@._-]+/)]).filter(Boolean);
  const few = [...new Set(words)].slice(0, WORDS_MAX).map((word) => word.slice(0, WORD_LENGTH_MAX));
  let hardest = 0;
  for (let at = 0; at < input.password.length; at += PIECE_LENGTH_MAX) {
    const piece = input.password.slice(at, at + PIECE_LENGTH_MAX);
    hardest = Math.max(hardest, judge.check(piece, few).score);
  }
  return hardest;
}
