import { PatternWork, TooMuchWork } from './pattern-work.ts';

/**
 * The length of a text to try patterns with, and of the full text: the largest body that is read. With three times as many characters, each pattern
 * of the source has texts that take as many steps for the worst, and all of it takes twice the time.
 */
const SHORT = 256;
const LONG = 65_536;
/** Steps that a pattern may take per character of a text. */
const STEPS_A_CHARACTER_MAX = 64;
/** Ends that make a match fail at the last moment: none, a word's letter, a line's end, and others, of each set one. */
const ENDS = ['', 'x', '\n'];
const OTHER_ENDS = ['\0', '!', ' ', '@', '"'];
/** How many beginnings that let a match start are tried. */
const BEGINNINGS_MAX = 4;
const LETTERS_MAX = 24;
const CANDIDATES: readonly string[] = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)),
  ...['\t', '\n', '\0', 'é', 'ß', '\u00a0', '\u200b', '\ufeff', '９'],
];

/**
 * Runs a pattern on long texts that are made to slow it down: texts that its own parts match, alone and in pairs,
 * repeated, with a beginning that lets it start and an end that makes it fail. Returns null, or the description of the
 * worst text if the work grows faster than its length.
 */
export function findHostileText(source: string, flags: string): string | null {
  const work = new PatternWork(source, flags);
  const letters = distinguished(work, flags, CANDIDATES).slice(0, LETTERS_MAX);
  const ends = [...ENDS, ...distinguished(work, flags, OTHER_ENDS)];
  const units = [...letters, ...letters.flatMap((a) => letters.map((b) => a + b))];
  const beginnings = ['', ...letters.slice(0, BEGINNINGS_MAX)];
  const texts = units.flatMap((unit) =>
    beginnings.flatMap((beginning) => ends.map((end) => ({ unit, beginning, end }))),
  );
  const found = texts.map((text) => ({ text, steps: stepsOf(work, text, SHORT) }));
  const worst = found.toSorted((a, b) => b.steps - a.steps).slice(0, 3);
  for (const { text } of worst) {
    if (stepsOf(work, text, LONG) === Number.POSITIVE_INFINITY) return JSON.stringify(text);
  }
  return null;
}

interface Hostile {
  readonly beginning: string;
  readonly unit: string;
  readonly end: string;
}

function stepsOf(work: PatternWork, { beginning, unit, end }: Hostile, length: number): number {
  const text = beginning + unit.repeat(length / unit.length) + end;
  try {
    return work.steps(text, STEPS_A_CHARACTER_MAX * (text.length + 1));
  } catch (error) {
    if (error instanceof TooMuchWork) return Number.POSITIVE_INFINITY;
    // The steps of a repeated group are counted by recursion, so less of the text is used.
    if (error instanceof RangeError) return stepsOf(work, { beginning, unit, end }, length / 8);
    throw error;
  }
}

/** Returns one of the characters for each set of characters that the pattern distinguishes. */
function distinguished(work: PatternWork, flags: string, characters: readonly string[]): string[] {
  const tests = work.ones.map(
    ({ raw }) => new RegExp(`^(?:${raw})$`, flags.replaceAll(/[gy]/g, '')),
  );
  const byProfile = new Map<string, string>();
  for (const character of characters) {
    const profile = tests.map((test) => (test.test(character) ? '1' : '0')).join('');
    if (!byProfile.has(profile)) byProfile.set(profile, character);
  }
  return [...byProfile.values()];
}
