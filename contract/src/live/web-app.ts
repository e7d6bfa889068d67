import { Type } from 'typebox';
import { reading, type WebAppOperation } from '../kit/web-app-operation.ts';

/** Watching for changes, in either web app. */
export const liveOperations = {
  watchChanges: {
    ...reading,
    tag: 'People',
    id: 'watchChanges',
    path: '/live',
    endless: true,
    summary: 'Watch for changes',
    description:
      'An endless stream of server-sent events: `open` at the beginning, `changed` with the first parts of the paths that read ' +
      'something else now, each with the number of the change, and `closing` before the server ends. It carries no data: what ' +
      'changed is read by the ordinary calls. With the id of the last event in `Last-Event-ID` it goes on after that event; ' +
      'where that is no longer known, `open` says `all`. A session has at most four streams (`rate_limited`).',
    replies: {
      200: {
        description: 'The stream.',
        mediaTypes: {
          'text/event-stream': {
            schema: Type.String({ description: 'Events as the HTML standard describes them.' }),
          },
        },
      },
    },
  },
} as const satisfies Record<string, WebAppOperation>;
