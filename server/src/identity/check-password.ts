import { invalid } from '../kit/refusal.ts';

/** Of 0 to 4: below 3 it falls to some 10^8 guesses, by the authors' measure. */
const SCORE_MIN = 3;
let judge: Awaited<ReturnType<typeof loadJudge>> | undefined;

/**
 * Refuses a password that is common, a pattern, or made of what everybody knows of the person
 * (`known`: e-mail, names). Length is the contract's business; there are no rules about kinds of
 * characters (NIST SP 800-63B, section 5.1.1.2).
 */
export async function checkPassword(password: string, known: readonly string[]): Promise<void> {
  // Not the promise: one that failed would be kept, and every password refused from then on.
  judge ??= await loadJudge();
  const words = known.flatMap((text) => [text, ...text.split(/[\s@._-]+/)]).filter(Boolean);
  if (judge.check(password, words).score >= SCORE_MIN) return;
  throw invalid({
    pointer: '/password',
    code: 'guessable',
    detail: 'It is too easily guessed: take several words that do not belong together.',
  });
}

/** Its word lists are unpacked as they are loaded: with the first password, not with every command. */
async function loadJudge() {
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core');
  const { adjacencyGraphs, dictionary } = await import('@zxcvbn-ts/language-common');
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}
