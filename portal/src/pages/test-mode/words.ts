import { groupDigits } from '@psnb2b/ui';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** A length in days and hours, in seconds below an hour. */
export function lengthText(seconds: number): string {
  if (seconds < HOUR) return seconds === 0 ? 'not at all' : `${groupDigits(seconds)} seconds`;
  const days = Math.floor(seconds / DAY);
  const hours = Math.floor((seconds % DAY) / HOUR);
  const parts = [count(days, 'day'), count(hours, 'hour')].filter((part) => part !== '');
  return parts.join(', ');
}

function count(number: number, unit: string): string {
  if (number === 0) return '';
  return `${groupDigits(number)} ${number === 1 ? unit : `${unit}s`}`;
}

/** The texts about the test clock. */
export const clockWords = {
  title: 'Test clock',
  lead: 'Let time pass for your test data: holds, orders that wait, the windows to claim and to return codes, and the retries of webhooks are that much nearer to their end.',
  advanced: 'Advanced so far',
  left: 'Left',
  last: 'Last advanced',
  by: 'By',
  lengths: {
    hour: { seconds: HOUR },
    day: { seconds: DAY },
    window: { seconds: 8 * DAY },
    month: { seconds: 30 * DAY },
  },
  choices: { hour: '1 hour', day: '1 day', window: '8 days', month: '30 days' },
  advance: (length: string) => `Advance by ${length}`,
  says: 'What is over by then ends now. The clock cannot be moved back.',
  done: 'The test clock was advanced.',
  none: 'The test clock can be advanced by a year in all, and less than this is left.',
};

/** The texts about the results of certifications, for the business. */
export const checkWords = {
  lead: 'The command certify watches your program in test mode and checks what it does on a bad day. Our staff see its results, too.',
  note: '“Seen by us” marks what our own records of the run show.',
  none: 'No result yet',
  how: 'How to check your program',
};

/** The texts about sample events. */
export const eventWords = {
  title: 'Sample events',
  lead: 'Emit any event to your test endpoints. Its form is that of a real one; what its ids name does not exist.',
  event: 'Event',
  emit: 'Emit it',
  emitted: (type: string, sequence: number) =>
    `${type} was emitted with sequence ${groupDigits(sequence)}.`,
  follow: 'See its deliveries',
};

/** The texts about what a program chooses itself. */
export const outcomeWords = {
  result: 'What happens',
  quantities: {
    title: 'Outcomes by quantity',
    lead: 'A test order of exactly this many codes does this; any other is delivered at once.',
    sent: 'Quantity',
  },
  descriptions: {
    title: 'Claims that decide themselves',
    lead: 'A test claim with exactly this `description` is decided within seconds.',
    sent: 'Description',
  },
  errors: (header: string) => ({
    title: 'Errors on demand',
    lead: `Send the header \`${header}\` with a test key to get an error that is hard to provoke.`,
    sent: 'Header',
  }),
};
