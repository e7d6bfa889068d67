import { Refusal } from '../refusal.ts';

/** The reason why a file is not the expected table, in a sentence that repeats nothing of the file. */
export function notThisFile(detail: string): Refusal {
  return new Refusal(
    'validation_failed',
    {},
    { detail, errors: [{ pointer: '', code: 'format', detail }] },
  );
}
