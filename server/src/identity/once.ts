import type { Database, Tx } from '../kit/database/index.ts';
import { type Done, once } from '../kit/idempotency/index.ts';
import type { WebAppCall } from './person.ts';

/** `once` for the calling person: one transaction, in which requests with the same key run one after the other. */
export function onceByPerson<Made>(
  database: Database,
  {
    operation,
    caller,
    idempotency,
    at,
  }: Pick<WebAppCall, 'operation' | 'caller' | 'idempotency' | 'at'>,
  work: (tx: Tx) => Promise<Done<Made>>,
): Promise<Done<Made | null>> {
  const request = { owner: { userId: caller.userId }, operation, idempotency, at };
  return database.transaction((tx) => once(tx, request, work));
}
