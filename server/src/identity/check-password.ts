import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { invalid } from '../kit/refusal.ts';

/** Of 0 to 4: below 3 it falls to some 10^8 guesses, by the authors' measure. */
const SCORE_MIN = 3;
let strength: ZxcvbnFactory | undefined;

/**
 * Refuses a password that is common, a pattern, or made of what everybody knows of the person
 * (`known`: e-mail, names). Length is the contract's business; there are no rules about kinds of
 * characters (NIST SP 800-63B, section 5.1.1.2).
 */
export function checkPassword(password: string, known: readonly string[]): void {
  strength ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  const words = known.flatMap((text) => [text, ...text.split(/[\s@._-]+/)]).filter(Boolean);
  if (strength.check(password, words).score >= SCORE_MIN) return;
  throw invalid({
    pointer: '/password',
    code: 'guessable',
    detail: 'It is too easily guessed: take several words that do not belong together.',
  });
}
