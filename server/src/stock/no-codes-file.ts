import { Refusal } from '../kit/refusal.ts';

/** Why a file is no codes.csv, in a sentence that repeats nothing of it. */
export function noCodesFile(detail: string): Refusal {
  return new Refusal(
    'validation_failed',
    {},
    { detail, errors: [{ pointer: '', code: 'format', detail }] },
  );
}
