import { type CodesColumn, codesColumnsRequired } from '@psnb2b/contract/states';
import { type FileHead, meaningOf } from './codes-text.ts';

/** What a column of the file is; `ignore`: it is not read; null: nobody has said it yet. */
export type Meaning = CodesColumn | 'ignore' | null;

/** A chosen file, and what its columns are. */
export interface Draft {
  readonly file: File;
  readonly head: FileHead;
  /** None of its names is known: the first line may be a row. */
  readonly isUnnamed: boolean;
  /** Whether the first line is a row; null: nobody has said it yet. */
  readonly headless: boolean | null;
  readonly meanings: readonly Meaning[];
}

export function draftOf(file: File, head: FileHead): Draft {
  const meanings = head.cells.map(meaningOf);
  const isUnnamed = meanings.every((each) => each === null);
  return { file, head, isUnnamed, headless: isUnnamed ? null : false, meanings };
}

/** The columns whose meaning their names do not say, as the call takes them. */
export function statedColumns({ head, headless, meanings }: Draft) {
  return meanings.flatMap((meaning, index) => {
    if (meaning === null) return [];
    const isKnown = headless === false && meaningOf(head.cells[index] ?? '') === meaning;
    if (isKnown || (headless === true && meaning === 'ignore')) return [];
    return [{ position: index + 1, meaning: meaning === 'ignore' ? null : meaning }];
  });
}

/** What the file does not say, and somebody must. */
export function missingIn({ headless, meanings }: Draft) {
  const has = (name: CodesColumn) => meanings.includes(name);
  const faces = codesColumnsRequired.filter((name) => name !== 'code' && has(name)).length;
  return {
    product: faces < 2,
    /** One of region and denomination is there, and the other is not. */
    isHalf: faces === 1,
    cost: !has('cost'),
    expiry: !has('expires_at'),
    /** Whether everything about columns was said. */
    isComplete: headless !== null && has('code') && !meanings.includes(null),
  };
}
