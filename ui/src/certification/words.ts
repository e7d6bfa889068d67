import type { CertificationState } from '@psnb2b/contract';
import { groupDigits } from '../value/group-digits.ts';

/** The texts about the results of certifications, in both web apps. */
export const words = {
  title: 'Integration check',
  states: { passed: 'Passed', failed: 'Failed', not_seen: 'Not seen' } satisfies Record<
    CertificationState,
    string
  >,
  check: 'Check',
  reportedAs: 'Reported as',
  seen: 'Seen by us',
  reported: 'Reported',
  by: (version: string) => `by psnb2b ${version}`,
  webhook: 'A test endpoint answered our webhook',
  earlier: (count: number) =>
    count === 1 ? '1 earlier result' : `${groupDigits(count)} earlier results`,
  passedOf: (passed: number, all: number) => `${groupDigits(passed)} of ${groupDigits(all)} passed`,
};
