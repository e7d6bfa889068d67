import { CTRL_Z, isBlank } from './blank.ts';
import { isOpen, splitRecord } from './split-record.ts';

/** One record of a CSV file; `fields` is null when its quotes are broken. */
export interface CsvRecord {
  /** The line of the file where it begins, counted from 1. */
  readonly line: number;
  /** How many lines it has: more than one where a quoted cell has line breaks. */
  readonly lines: number;
  readonly fields: string[] | null;
}

/** A longer quoted field is one whose closing quote is missing. */
const RECORD_LINES_MAX = 20;

/**
 * Cuts a CSV text that arrives in pieces into records; it skips lines whose cells are all empty, and the end-of-file character of
 * DOS programs. No column of ours may contain a line break, so a record with broken quotes loses only its first line: the next
 * line is read as a new record. (A general parser consumes everything up to the next quote, which loses good rows.)
 */
export class RecordReader {
  readonly #delimiter: string;
  #line = 0;
  #rest = '';
  /** Lines of a record whose quotes are still open, and the number of the first. */
  #open: string[] = [];

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The records that are complete with this piece; `last` says that no more pieces follow. */
  push(piece: string, last: boolean): CsvRecord[] {
    const text = this.#rest + piece;
    const records: CsvRecord[] = [];
    let at = 0;
    let feed = text.indexOf('\n');
    let carriage = text.indexOf('\r');
    while (feed >= 0 || carriage >= 0) {
      const isCarriage = carriage >= 0 && (feed < 0 || carriage < feed);
      // A carriage return at the end may be half of a line end.
      if (isCarriage && !last && carriage === text.length - 1) break;
      this.#take(text.slice(at, isCarriage ? carriage : feed), records);
      at = isCarriage && feed !== carriage + 1 ? carriage + 1 : feed + 1;
      if (feed >= 0 && feed < at) feed = text.indexOf('\n', at);
      if (carriage >= 0 && carriage < at) carriage = text.indexOf('\r', at);
    }
    this.#rest = text.slice(at);
    if (last) {
      while (this.#rest.endsWith(CTRL_Z)) this.#rest = this.#rest.slice(0, -1);
      if (this.#rest) this.#take(this.#rest, records);
      this.#rest = '';
      while (this.#open.length > 0) this.#giveUp(records);
    }
    return records;
  }

  #take(text: string, records: CsvRecord[]): void {
    this.#line += 1;
    if (this.#open.length > 0 || (text.includes('"') && isOpen(text))) {
      this.#open.push(text);
      const joined = this.#open.join('\n');
      if (!isOpen(joined)) this.#close(joined, records);
      else if (this.#open.length === RECORD_LINES_MAX) this.#giveUp(records);
      return;
    }
    if (text === '') return;
    const fields = splitRecord(text, this.#delimiter);
    if (!fields?.every(isBlank)) records.push({ line: this.#line, lines: 1, fields });
  }

  #close(joined: string, records: CsvRecord[]): void {
    const fields = splitRecord(joined, this.#delimiter);
    if (!fields) {
      this.#giveUp(records);
      return;
    }
    if (!fields.every(isBlank)) {
      const lines = this.#open.length;
      records.push({ line: this.#line - lines + 1, lines, fields });
    }
    this.#open = [];
  }

  /** The first open line is broken; the lines after it are read again, each on its own. */
  #giveUp(records: CsvRecord[]): void {
    const [, ...again] = this.#open;
    const first = this.#line - again.length;
    records.push({ line: first, lines: 1, fields: null });
    this.#open = [];
    this.#line = first;
    for (const text of again) this.#take(text, records);
  }
}
