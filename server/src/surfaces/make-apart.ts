import type { WebApp } from '@psnb2b/contract';
import type { Person, Signer } from '../identity/index.ts';
import type { Call, Operation, Route } from '../kit/http/index.ts';
import type { ReplyThread } from '../kit/reply-thread/index.ts';

/** A call of a web app as it crosses over to the thread of exports: it has been authorised, and matches the contract. */
export interface ExportAsked {
  readonly webApp: WebApp;
  readonly operation: string;
  readonly onStandby: boolean;
  readonly call: Pick<
    Call<Person, Operation, Signer>,
    'requestId' | 'address' | 'at' | 'caller' | 'by' | 'params' | 'query' | 'isHead'
  >;
}

/** Made of what only the server's own thread has: the list in its memory, and its configuration. One line for each product or setting. */
const STAY: ReadonlySet<string> = new Set(['exportInventory', 'exportSettings']);

/** Whether the reply to a call is a file of a list, which is made in a thread of its own (decision 77). */
export function isMadeApart({ id, method, replies }: Operation): boolean {
  const types = Object.values(replies).flatMap((reply) =>
    'mediaTypes' in reply ? Object.keys(reply.mediaTypes ?? {}) : [],
  );
  return method === 'GET' && types.length === 1 && types[0] === 'text/csv' && !STAY.has(id);
}

/** Lets the thread of exports make the files of lists, so that their length costs orders nothing. */
export function makeApart<Caller extends Person, Op extends Operation>(
  exports: Pick<ReplyThread, 'reply'>,
  webApp: WebApp,
  routes: readonly Route<Caller, Op, Signer>[],
): Route<Caller, Op, Signer>[] {
  return routes.map((route) => {
    const { operation } = route;
    if (!isMadeApart(operation)) return route;
    return {
      operation,
      handle: ({ requestId, address, at, caller, by, params, query, isHead, onClose }) => {
        const call = { requestId, address, at, caller, by, params, query, isHead };
        const onStandby = operation.onStandby ?? false;
        const asked: ExportAsked = { webApp, operation: operation.id, onStandby, call };
        return exports.reply(asked, { line: by.actor, onClose });
      },
    };
  });
}
