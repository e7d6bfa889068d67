const LENGTH_MIN = 10;
const LENGTH_MAX = 32;
/** Groups of one length, joined by one kind of separator: `ABCD-EF12-GH34`. */
const GROUPS = /^[A-Z0-9]{4,5}(?:([- ])[A-Z0-9]{4,5}(?:\1[A-Z0-9]{4,5}){1,5})$/i;
const PLAIN = /^[A-Z0-9]+$/i;
/** The payment reference of a business (ISO 11649), as banks print it in groups or in one: `RF31 4473 3855 4571`. */
const PAYMENT_REFERENCE = /^RF(?: ?[0-9]){14}$/i;

/**
 * Whether a text looks like a whole code, so that the palette offers to look it up: groups with dashes or blanks, or one run with letters and
 * digits. It only decides what is offered: what is typed into the palette is never in an address, whatever it looks like.
 */
export function looksLikeCode(text: string): boolean {
  if (text.length < LENGTH_MIN || text.length > LENGTH_MAX) return false;
  if (PAYMENT_REFERENCE.test(text)) return false;
  return GROUPS.test(text) || (PLAIN.test(text) && isMixed(text));
}

const RUN = /[A-Z0-9]+/gi;
const GROUP = /^[A-Z0-9]{4,5}$/i;
const DIGITS = /^[0-9]+$/;
const YEAR = /^(?:19|20)[0-9]{2}$/;
const CAPITALS = /^[A-Z]+$/;
/** Dashes that word processors and telephones write for `-`. */
const DASHES = /[\u2010-\u2015\u2212]/g;
/** What is joined to a neighbour by one of these is part of an id, an e-mail address, a URL or an IP address. */
const JOINED = /[_@./]/;
/** A run of letters and digits in turns is no word or number from this length on. */
const TURNS_MIN = 6;
const TURNS = /[0-9][A-Z]/i;
const GROUPS_MIN = 3;

interface Run {
  readonly run: string;
  readonly before: string;
  readonly after: string;
  readonly next: string;
}

/**
 * What of a code a text has anywhere: a whole one, or a part, as while one is typed: a group, a separator and more, or a run of letters
 * and digits in turns. Names, order numbers (`PO-1042`), dates, ids with a prefix and e-mail addresses have none.
 */
export function codeIn(text: string): 'whole' | 'part' | null {
  const plain = text.replace(DASHES, '-').trim();
  if (looksLikeCode(plain)) return 'whole';
  if (PAYMENT_REFERENCE.test(plain)) return null;
  const runs = runsOf(plain);
  if (runs.some((run, index) => isWhole(run, runs.slice(index)))) return 'whole';
  return runs.some((run) => isTurning(run) || beginsGroups(run)) ? 'part' : null;
}

/** Each run of letters and digits, with what separates it from its neighbours. */
function runsOf(text: string): Run[] {
  const found = [...text.matchAll(RUN)];
  return found.map((match, index) => {
    const end = match.index + match[0].length;
    const next = found[index + 1];
    return {
      run: match[0],
      before: text[match.index - 1] ?? '', // nothing: the text begins here.
      after: text.slice(end, next?.index),
      next: next?.[0] ?? '', // nothing: the text ends here.
    };
  });
}

function isWhole(first: Run, from: readonly Run[]): boolean {
  if (!isAlone(first)) return false;
  if (first.run.length >= LENGTH_MIN && first.run.length <= LENGTH_MAX && first.before !== '-') {
    return first.after[0] !== '-' && isMixed(first.run);
  }
  if (!beginsGroups(first)) return false;
  const groups = from.findIndex(({ run, after }) => !GROUP.test(run) || after !== first.after);
  const whole = from.slice(0, groups < 0 ? from.length : groups + 1);
  return whole.length >= GROUPS_MIN && whole.every(({ run }) => GROUP.test(run));
}

/** Whether a group is followed by a separator and more, as no pair of words is, and no date. */
function beginsGroups(run: Run): boolean {
  const { run: group, before, after, next } = run;
  if (!GROUP.test(group) || !isAlone(run) || before === '-' || next === '') return false;
  if (after === '-') return !(YEAR.test(group) && DIGITS.test(next));
  if (after !== ' ') return false;
  return isMixed(group) || CAPITALS.test(group) || (DIGITS.test(group) && DIGITS.test(next));
}

function isTurning(run: Run): boolean {
  const { run: text, before, after } = run;
  const isPart = before === '-' || after[0] === '-';
  return (
    text.length >= TURNS_MIN &&
    text.length <= LENGTH_MAX &&
    TURNS.test(text) &&
    !isPart &&
    isAlone(run)
  );
}

function isAlone({ before, after }: Run): boolean {
  return !JOINED.test(before) && !JOINED.test(after.slice(0, 1));
}

function isMixed(text: string): boolean {
  return /[0-9]/.test(text) && /[A-Z]/i.test(text);
}
