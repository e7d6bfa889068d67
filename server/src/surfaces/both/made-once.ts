import { onceByPerson, type WebAppCall } from '../../identity/index.ts';
import type { Database, Tx } from '../../kit/database/index.ts';
import { type Reply, replayed } from '../../kit/http/index.ts';

/** How something is made once. */
interface Making<Made, R extends Reply> {
  readonly make: (tx: Tx) => Promise<Made>;
  readonly id: (made: Made) => string;
  /** What the first request made, by its id. */
  readonly find: (id: string) => Promise<Made>;
  readonly reply: (made: Made) => Promise<R> | R;
}

/** Makes something once per idempotency key: a request that comes again is shown what the first one made. */
export async function madeOnce<Made, R extends Reply>(
  database: Database,
  call: Pick<WebAppCall, 'operation' | 'caller' | 'idempotency' | 'at'>,
  { make, id, find, reply }: Making<Made, R>,
): Promise<R> {
  const { resource, made } = await onceByPerson(database, call, async (tx) => {
    const first = await make(tx);
    return { resource: id(first), made: first };
  });
  return replayed(await reply(made ?? (await find(resource))), made === null);
}
