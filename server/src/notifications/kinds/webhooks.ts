import { portalPages } from '@psnb2b/contract';
import { formatId } from '../../kit/ids.ts';
import type { Kind } from '../kind.ts';

interface Endpoint {
  readonly mode: 'live' | 'test';
  readonly endpointId: string;
}

const WHY_DISABLED = {
  gone: 'it answered 410 Gone',
  failing: 'it has accepted no delivery for three days',
} as const;

/** What staff did with an endpoint, and what that means for its owner. */
const STEERED = {
  paused: {
    did: 'paused sending to',
    means: 'Your events wait and none is dropped for 30 days. We send them when the pause ends.',
  },
  unpaused: { did: 'ended the pause of', means: 'The events that were waiting are sent now.' },
  disabled: {
    did: 'disabled',
    means:
      'We send nothing to it any more. You can enable it again and replay the events of 30 days.',
  },
  enabled: { did: 'enabled', means: 'It receives events from the next one on.' },
} as const;

const toDevelopers = {
  to: { partner: ['owner', 'developer'] },
  email: true,
  page: ({ endpointId }: Endpoint) => portalPages.endpoint(formatId('whe', endpointId)),
} as const;

/** Notifications of owners and developers about an endpoint that does not receive events. */
export const webhookKinds = {
  'webhook.disabled': {
    ...toDevelopers,
    sentence: (facts: Endpoint & { readonly reason: keyof typeof WHY_DISABLED }) =>
      `Your ${nameOf(facts)} was disabled because ${WHY_DISABLED[facts.reason]}.`,
    more: () =>
      'We send nothing to it any more. The events that were waiting were dropped and are kept for 30 days: repair the ' +
      'receiver, enable the endpoint again, and replay the events that it missed, or read them from GET /events.',
  },
  'webhook.exhausted': {
    ...toDevelopers,
    sentence: (facts: Endpoint & { readonly sequence: number }) =>
      `Event ${facts.sequence} did not reach your ${nameOf(facts)} within a day and is not sent again.`,
    more: () =>
      'More events may follow; we notify you of the first in a day only. Every event is kept for 30 days: repair the ' +
      'receiver and replay the events that it missed, or read them from GET /events.',
  },
  'webhook.steered': {
    ...toDevelopers,
    sentence: (facts: Endpoint & { readonly done: keyof typeof STEERED }) =>
      `Our staff ${STEERED[facts.done].did} your ${nameOf(facts)}.`,
    more: ({ done, reason }: { readonly done: keyof typeof STEERED; readonly reason: string }) =>
      `${reason} ${STEERED[done].means}`,
  },
  'webhook.replayed': {
    ...toDevelopers,
    sentence: (facts: Endpoint & { readonly events: number; readonly hasMore: boolean }) =>
      `Our staff send ${facts.hasMore ? 'over ' : ''}${facts.events} ${facts.events === 1 ? 'event' : 'events'} again to your ${nameOf(facts)}.`,
    more: ({ reason }: { readonly reason: string }) => reason,
  },
} as const satisfies Record<string, Kind>;

function nameOf({ mode, endpointId }: Endpoint): string {
  return `${mode} webhook endpoint ${formatId('whe', endpointId)}`;
}
