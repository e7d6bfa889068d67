import { invalid } from './refusal.ts';

const LENGTH_MAX = 500;

/** A reason that staff give, as a partner reads it: 1 to 500 characters on one line. */
export function readReason(text: string): string {
  const reason = text.normalize('NFC').trim();
  if (
    reason !== '' &&
    reason.length <= LENGTH_MAX &&
    reason.isWellFormed() &&
    !/\p{Cc}/u.test(reason)
  ) {
    return reason;
  }
  const detail = `It must be 1 to ${LENGTH_MAX} characters, without control characters.`;
  throw invalid({ pointer: '/reason', code: 'pattern', detail });
}
