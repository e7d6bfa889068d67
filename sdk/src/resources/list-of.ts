import type { CallId, Calls } from '../generated/calls.ts';
import { List, type Page } from '../list.ts';
import type { Given } from '../transport/request.ts';
import type { CallOptions, Send } from '../transport/send.ts';

type ItemOf<Reply> = Reply extends { data: (infer Item)[] } ? Item : never;

/** Makes a list of a call that replies page by page. */
export function listOf<Id extends CallId>(
  send: Send,
  id: Id,
  given: Given<Id>,
  options: CallOptions | undefined,
): List<ItemOf<Calls[Id]['reply']>> {
  const { query, ...rest } = given as { query?: object };
  return new List(async (cursor) => {
    const asked = cursor === undefined ? query : { ...query, cursor };
    const page = await send(id, { ...rest, query: asked } as unknown as Given<Id>, options);
    return page as unknown as Page<ItemOf<Calls[Id]['reply']>>;
  });
}
