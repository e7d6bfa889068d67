import { compute, task } from '../kit/compute/index.ts';
import { invalid } from '../kit/refusal.ts';

/** Of 0 to 4: below 3 it falls to some 10^8 guesses, by the authors' measure. */
const SCORE_MIN = 3;
const judgePassword = task<typeof import('./judge-password.ts').run>(
  new URL('./judge-password.ts', import.meta.url),
);

/**
 * Refuses a password that is common, a pattern, or made of what everybody knows of the person
 * (`known`: e-mail, names). Length is the contract's business; there are no rules about kinds of
 * characters (NIST SP 800-63B, section 5.1.1.2). Judged in a thread: it takes tens of milliseconds,
 * and a fifth of a second for the word lists at first.
 */
export async function checkPassword(password: string, known: readonly string[]): Promise<void> {
  if ((await compute(judgePassword, { password, known })) >= SCORE_MIN) return;
  throw invalid({
    pointer: '/password',
    code: 'guessable',
    detail: 'It is too easily guessed: take several words that do not belong together.',
  });
}
