import type { StaffWebhookEndpoint } from '@psnb2b/contract';
import { utcText } from '@psnb2b/ui';
import { words } from './words.ts';

const said = words.letter;

/** What staff see of an endpoint, as the beginning of a message to its owner; times in UTC. */
export function letterOf(endpoint: StaffWebhookEndpoint): string {
  const { mode, host, id, state, failing_since, disabled_from, waiting } = endpoint;
  const { cannot_heal, silent, last_attempt } = endpoint;
  const lines = [said.about(mode, host, id)];
  if (failing_since !== null && last_attempt?.error) {
    const why = said.answered(last_attempt.status, words.errors[last_attempt.error]);
    lines.push(said.fails(utcText(failing_since), why));
  }
  if (cannot_heal) lines.push(said.cannotHeal);
  if (disabled_from !== null) lines.push(said.disabledFrom(utcText(disabled_from)));
  if (state === 'disabled') lines.push(said.disabled);
  if (silent) lines.push(said.silent);
  if (waiting > 0) lines.push(said.waiting(words.eventsWait(waiting)));
  return [said.greeting, lines.join(' '), said.end].join('\n\n');
}
