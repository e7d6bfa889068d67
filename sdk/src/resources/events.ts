import { type FollowOptions, followEvents } from '../follow/follow-events.ts';
import type { ListEventsQuery } from '../generated/calls.ts';
import type { Event } from '../generated/events.ts';
import type { WebhookRedelivery } from '../generated/shapes.ts';
import type { List } from '../list.ts';
import type { CallOptions, Send } from '../transport/send.ts';
import { listOf } from './list-of.ts';

export function events(send: Send) {
  return {
    /** The events of the last 30 days in order, until the newest of now. */
    list(query?: ListEventsQuery, options?: CallOptions): List<Event> {
      return listOf(send, 'listEvents', { query: query ?? {} }, options);
    },
    /**
     * Follows the events without end, at least once each: the position is stored after the body of your `for await` has
     * handled an event.
     */
    follow(options: FollowOptions): AsyncGenerator<Event, void> {
      return followEvents(send, options);
    },
    /** Sends an event again to your endpoints, or to one of them. */
    redeliver(
      eventId: string,
      endpointId?: string,
      options?: CallOptions,
    ): Promise<WebhookRedelivery> {
      const given = { params: { event_id: eventId }, body: { endpoint_id: endpointId } };
      return send('redeliverEvent', given, options);
    },
  };
}
