import type { Proposal } from '@psnb2b/contract';
import { say, utcText } from '@psnb2b/ui';
import { words } from './words.ts';

/** Whether a call was only proposed instead of done. */
function isProposed(answer: unknown): answer is Proposal {
  return (answer as { object?: string } | null)?.object === 'proposal';
}

function proposedText({ takes_effect_at: at }: Proposal): string {
  return at === null ? words.proposed : words.proposedAlone(utcText(at));
}

/** What an act did: that it was done, or that it waits for a second person. */
export function doneText(answer: unknown, done: string): string {
  return isProposed(answer) ? proposedText(answer) : done;
}

/** Shows that an act was done, or that it waits for a second person. */
export function sayDone(answer: unknown, done: string): void {
  say(doneText(answer, done));
}
