import type { FieldCode } from '@psnb2b/contract';
import { type FieldError, Refusal } from '../refusal.ts';

const FAULTS_SHOWN_MAX = 100;

/** What is wrong with the lines of a file, gathered so that all of it is told at once. */
export interface LineFaults {
  /** The pointer is line and column, `/12/list_price`, or the line alone. */
  add(line: number, column: string | null, code: FieldCode, detail: string): void;
  /** Throws `validation_failed` when there is any. */
  refuse(): void;
}

export function lineFaults(): LineFaults {
  const faults: FieldError[] = [];
  return {
    add: (line, column, code, detail) => {
      const pointer = column === null ? `/${line}` : `/${line}/${column}`;
      faults.push({ pointer, code, detail: `Line ${line}: ${detail}` });
    },
    refuse: () => {
      if (faults.length === 0) return;
      const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
      const detail = `Nothing was changed: the file has ${count}.`;
      const errors = faults.slice(0, FAULTS_SHOWN_MAX);
      throw new Refusal('validation_failed', {}, { detail, errors });
    },
  };
}
