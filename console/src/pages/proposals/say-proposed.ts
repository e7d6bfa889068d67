import type { Proposal } from '@psnb2b/contract';
import { say } from '@psnb2b/ui';
import { t } from '../../text/text.ts';

const words = t.proposals;

/** Whether a call was only proposed instead of done. */
export function isProposed(answer: unknown): answer is Proposal {
  return (answer as { object?: string } | null)?.object === 'proposal';
}

/** What somebody is told whose act waits for a second person; null where it is done. */
export function proposedText(answer: unknown): string | null {
  if (!isProposed(answer)) return null;
  const { takes_effect_at: at } = answer;
  return at === null ? words.proposed : words.proposedAlone(new Date(at).toLocaleString());
}

/** Says that an act was done, or that it waits for a second person. */
export function sayDone(answer: unknown, done: string): void {
  say(proposedText(answer) ?? done);
}
