import type { ListRequestsQuery } from '../generated/calls.ts';
import type { LoggedRequest } from '../generated/shapes.ts';
import type { List } from '../list.ts';
import type { CallOptions, Send } from '../transport/send.ts';
import { listOf } from './list-of.ts';

export function requests(send: Send) {
  return {
    /** What your keys called in the last seven days, newest first; reading this list is left out. */
    list(query?: ListRequestsQuery, options?: CallOptions): List<LoggedRequest> {
      return listOf(send, 'listRequests', { query: query ?? {} }, options);
    },
  };
}
