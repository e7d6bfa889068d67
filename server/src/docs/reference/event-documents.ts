import {
  type EventType,
  eventSamples,
  eventSchemas,
  eventTypeNames,
  eventTypes,
  onlyState,
} from '@psnb2b/contract';
import type { Document } from '../document.ts';
import { rowsOf } from './shape-rows.ts';

/** The pages of the event reference: all types, and one page for each with a sample in every state. */
export const eventDocuments: readonly Document[] = [
  {
    path: '/docs/events',
    title: 'Event types',
    lead: 'Every event that we send, with a sample in each state.',
    section: 'follow',
    read: indexText,
  },
  ...eventTypeNames.map((type) => ({
    path: pathOf(type),
    title: type,
    lead: eventTypes[type].summary,
    section: null,
    read: () => eventText(type),
  })),
];

function pathOf(type: EventType): string {
  return `/docs/events/${type}`;
}

function indexText(): string {
  const rows = eventTypeNames.map((type) => {
    const { summary, byDefault } = eventTypes[type];
    return `| [\`${type}\`](${pathOf(type)}) | ${summary} | ${byDefault ? 'yes' : 'no'} |`;
  });
  return [
    '# Event types',
    '',
    'The same events are sent to [webhook endpoints](/docs/webhooks) and listed by [`GET /events`](/docs/reference/listEvents). An endpoint without',
    '`events` of its own receives the types that are sent by default. We may add types: answer 2xx to one that you do not know.',
    '',
    'With a test key, `POST /test/events` sends you any of the samples ([testing](/docs/testing)).',
    '',
    '| type | when | by default |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function eventText(type: EventType): string {
  const rows = rowsOf(eventSchemas[type]).map(
    ({ name, type: shape, description }) =>
      `| \`${name}\` | ${shape.replaceAll('|', '\\|')} | ${description.replaceAll('|', '\\|')} |`,
  );
  return [
    `# ${type}`,
    '',
    eventTypes[type].summary,
    '',
    eventTypes[type].byDefault
      ? 'Endpoints without `events` of their own receive it.'
      : 'Endpoints receive it only if their `events` name it.',
    '',
    ...Object.entries(eventSamples[type]).flatMap(([state, { at, data }], index) => {
      const envelope = {
        ...{ id: 'evt_01m84j5stvf19b1h0v0v4q2m7w', type, created_at: at, mode: 'live' },
        ...{ sequence: 42 + index, data },
      };
      const title = state === onlyState ? 'Sample' : `Sample: ${state}`;
      return [`## ${title}`, '', '```json', JSON.stringify(envelope, null, 2), '```', ''];
    }),
    '## Members',
    '',
    '| name | type | what it is |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
