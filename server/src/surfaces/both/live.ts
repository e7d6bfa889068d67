import { endless, raw } from '../../kit/http/index.ts';
import { onBoth } from '../calls.ts';
import type { Parts } from '../parts.ts';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // nginx keeps a reply back otherwise.
  'x-accel-buffering': 'no',
} as const;

/** Watching for changes. */
export function liveRoutes({ live }: Parts) {
  return onBoth({
    watchChanges: async (call) => {
      if (call.isHead) return raw(200, undefined, HEADERS);
      const { body } = await live.open(call.caller, call.header('last-event-id'));
      return endless(200, body, HEADERS);
    },
  });
}
