import type { FieldCode } from '@psnb2b/contract';
import { type FieldError, Refusal } from '../refusal.ts';

const FAULTS_SHOWN_MAX = 100;

/** Collects the faults of a file's lines, so that they are all reported at once. */
export interface LineFaults {
  /** The pointer is line and column, `/12/list_price`, or the line alone. */
  add(line: number, column: string | null, code: FieldCode, detail: string): void;
  /** Throws `validation_failed` if there are any faults. */
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
