import { Refusal } from '../refusal.ts';

/** Why a file is not the table that is expected, in a sentence that repeats nothing of it. */
export function notThisFile(detail: string): Refusal {
  return new Refusal(
    'validation_failed',
    {},
    { detail, errors: [{ pointer: '', code: 'format', detail }] },
  );
}
