import { groupDigits } from '@psnb2b/ui';

export const words = {
  oldest: (waited: string) => `The oldest waits ${waited}.`,
  promised: (waited: string, within: string) =>
    `The oldest waits ${waited}, promised within ${within}.`,
  late: (count: number) => (count === 1 ? '1 is late.' : `${groupDigits(count)} are late.`),
  nothing: 'Nothing waits.',
  last: 'Last one',
  by: (name: string | null) => (name === null ? 'by a command line.' : `by ${name}.`),
};
