import { hasCheckDigits } from '../deposit-methods/index.ts';
import { findReferences } from './find-references.ts';
import type { ReadLine } from './statement.ts';

/** A line that is here, of an account and days of a statement that is imported. */
export interface KnownLine extends Omit<ReadLine, 'valueOn' | 'batch'> {
  readonly lineId: string;
  /** The bank's own id of the entry of which it is one of several payments; '' if it is not. */
  readonly batchReference: string;
  /** Whether a CSV file has it: its texts depend on which columns were chosen. */
  readonly fromCsv: boolean;
}

/** What banks write where they have no id. */
const NO_REFERENCE = new Set(['nonref', 'notprovided', 'noref', 'none', 'na', '']);
/** How many lines one is compared with: a statement may have thousands of the same day and amount. */
const COMPARED_MAX = 100;
const LIKE_IBAN = /^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/;

/**
 * Which known lines the lines of a statement are, each at most once: an id; several, if the line is a batch whose payments are here; none,
 * if it is a payment of a batch that is here; null, if the line is new. One payment may be in files of different forms, so lines of the same
 * day and amount are the same if one of them has no id of the bank and nothing speaks against it. `recurring`: ids that the bank gives to
 * several payments, which say nothing.
 */
export function recogniseLines(
  lines: readonly ReadLine[],
  known: readonly KnownLine[],
  { recurring, isCsv }: { readonly recurring: ReadonlySet<string>; readonly isCsv: boolean },
): (readonly string[] | null)[] {
  const isName = (reference: string) =>
    !NO_REFERENCE.has(folded(reference)) && !recurring.has(reference);
  const found = new Array<readonly string[] | null>(lines.length).fill(null);
  const free = new Set(known);
  const take = (index: number, one: KnownLine) => {
    found[index] = [one.lineId];
    free.delete(one);
  };
  const pass = (
    keyOf: (line: ReadLine | KnownLine) => string | null,
    isSame: (line: ReadLine, one: KnownLine) => boolean,
  ) => {
    const groups = new Groups(free, keyOf);
    for (const [index, line] of lines.entries()) {
      if (found[index] !== null) continue;
      const one = groups.take(keyOf(line), (other) => isSame(line, other));
      if (one) take(index, one);
    }
  };
  const nameOf = (line: ReadLine | KnownLine) =>
    isName(line.bankReference)
      ? [line.bankReference]
      : [line.bankReference, line.payerAccount || line.payer, line.text, line.reference];
  pass(
    (line) => keyFor(line, nameOf(line)),
    () => true,
  );
  takeBatches(lines, { found, free, isName });
  const mayBe = (line: ReadLine, one: KnownLine) =>
    mayBeSame(line, one, { isName, isCsv: isCsv || one.fromCsv });
  pass((line) => keyFor(line, [partyOf(line), folded(line.text)]), mayBe);
  pass((line) => keyFor(line, [partyOf(line)]), mayBe);
  pass((line) => keyFor(line, []), mayBe);
  return found;
}

function keyFor({ bookedOn, amount }: ReadLine | KnownLine, more: readonly string[]): string {
  return JSON.stringify([bookedOn, amount, ...more]);
}

function partyOf({ payer, payerAccount }: ReadLine | KnownLine): string {
  return folded(payer) || payerAccount;
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

interface Naming {
  readonly isName: (reference: string) => boolean;
  /** Whether one of them is of a CSV file. */
  readonly isCsv: boolean;
}

function mayBeSame(line: ReadLine, one: KnownLine, { isName, isCsv }: Naming): boolean {
  const names = [line, one].filter(({ bankReference }) => isName(bankReference)).length;
  if (names === 2 || areOfOthers(line, one)) return false;
  const isRepeated = line.bankReference !== '' && line.bankReference === one.bankReference;
  // Of other names: two lines, of which a person is warned, are better than a payment that is overlooked.
  return (names === 1 || isCsv || isRepeated) && areNamedAlike(line.payer, one.payer);
}

/** Whether two lines have accounts of different payers, or creditor references of different partners. */
function areOfOthers(line: ReadLine, one: KnownLine): boolean {
  const isIban = (text: string) => LIKE_IBAN.test(text) && hasCheckDigits(text);
  const [own, other] = [line.payerAccount, one.payerAccount];
  if (own !== other && isIban(own) && isIban(other)) return true;
  const [wanted, others] = [referencesOf(line), referencesOf(one)];
  return wanted.length > 0 && others.length > 0 && !wanted.some((each) => others.includes(each));
}

const references = new WeakMap<ReadLine | KnownLine, readonly string[]>();

/** Creditor references of a line, which is compared with many. */
function referencesOf(line: ReadLine | KnownLine): readonly string[] {
  const seen = references.get(line) ?? findReferences(line.reference, line.text).whole;
  references.set(line, seen);
  return seen;
}

/** Whether two names can be of one payer: one may be cut off, or missing. */
function areNamedAlike(one: string, other: string): boolean {
  const [a, b] = [folded(one), folded(other)];
  return a.includes(b) || b.includes(a);
}

/** Known lines by a key, each to be taken once. */
class Groups {
  readonly #groups: Map<string | null, KnownLine[]>;

  constructor(known: Iterable<KnownLine>, keyOf: (line: KnownLine) => string | null) {
    this.#groups = Map.groupBy(known, keyOf);
  }

  /** The first of a group that fits; it is not found again. */
  take(key: string | null, fits: (one: KnownLine) => boolean): KnownLine | undefined {
    const group = this.#groups.get(key);
    const index = group?.slice(0, COMPARED_MAX).findIndex(fits) ?? -1;
    return index < 0 ? undefined : group?.splice(index, 1)[0];
  }
}

interface Rest {
  readonly found: (readonly string[] | null)[];
  readonly free: Set<KnownLine>;
  readonly isName: (reference: string) => boolean;
}

/** A batch is one line in one file, and a line for each payment in another. */
function takeBatches(lines: readonly ReadLine[], { found, free, isName }: Rest): void {
  const payments = Map.groupBy(free, (one) => keyOfEntry(one.bookedOn, one.batchReference));
  const whole = new Groups(
    [...free].filter(({ batchReference }) => batchReference === ''),
    (one) => keyFor(one, []),
  );
  const batches = Map.groupBy(lines.keys(), (index) => lines[index]?.batch?.entry ?? null);
  for (const [entry, indexes] of batches) {
    const [first] = indexes;
    const line = first === undefined ? undefined : lines[first];
    if (entry === null || !line?.batch || indexes.some((index) => found[index] !== null)) continue;
    const { amount, bankReference } = line.batch;
    const one = whole.take(
      keyFor({ ...line, amount }, []),
      (each) =>
        free.has(each) &&
        (each.bankReference === bankReference ||
          !isName(each.bankReference) ||
          !isName(bankReference)),
    );
    if (!one) continue;
    free.delete(one);
    for (const [position, index] of indexes.entries()) {
      found[index] = position === 0 ? [one.lineId] : [];
    }
  }
  for (const [index, { bookedOn, amount, bankReference, batch }] of lines.entries()) {
    if (found[index] !== null || batch !== null || !isName(bankReference)) continue;
    const parts = payments.get(keyOfEntry(bookedOn, bankReference)) ?? []; // nothing: it was no batch.
    const sum = parts.reduce((total, part) => total + part.amount, 0);
    if (parts.length === 0 || sum !== amount || !parts.every((part) => free.has(part))) continue;
    for (const part of parts) free.delete(part);
    found[index] = parts.map(({ lineId }) => lineId);
  }
}

function keyOfEntry(bookedOn: string, name: string): string {
  return `${bookedOn} ${name}`;
}
