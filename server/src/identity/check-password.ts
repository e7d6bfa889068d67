import { compute, task } from '../kit/compute/index.ts';
import { invalid } from '../kit/refusal.ts';

/** Score from 0 to 4: below 3, some 10^8 guesses suffice, by the authors' measure. */
const SCORE_MIN = 3;
const judgePassword = task<typeof import('./judge-password.ts').run>(
  new URL('./judge-password.ts', import.meta.url),
);

/**
 * Refuses a password that is common, a pattern, or made of what everybody knows about the person (`known`: e-mail, names). The
 * contract checks the length; there are no rules about kinds of characters (NIST SP 800-63B, section 5.1.1.2). Runs in a thread:
 * it takes tens of milliseconds, and a fifth of a second for the word lists at first.
 */
export async function checkPassword(password: string, known: readonly string[]): Promise<void> {
  if ((await compute(judgePassword, { password, known })) >= SCORE_MIN) return;
  throw invalid({
    pointer: '/password',
    code: 'guessable',
    detail: 'It is too easy to guess: use several unrelated words.',
  });
}
