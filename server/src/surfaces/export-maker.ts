import type { WebApp } from '@psnb2b/contract';
import { assert, required } from '../kit/assert.ts';
import type { Call, Operation, Reply } from '../kit/http/index.ts';
import { consoleNouns } from './console/index.ts';
import { type ExportAsked, isMadeApart } from './make-apart.ts';
import type { Parts } from './parts.ts';
import { portalNouns } from './portal/index.ts';

/** What the routes of exports work with. */
export type ExportParts = Pick<Parts, 'accounts' | 'catalog' | 'database'>;

type Handle = (call: Call<never, Operation, never>) => Promise<Reply> | Reply;

/** Makes the replies of exports, in their thread: by the handlers of the calls themselves. */
export function exportMaker(given: ExportParts): (asked: ExportAsked) => Promise<Reply> {
  const parts = onlyThese(given);
  const routes = { portal: portalNouns(parts), console: consoleNouns(parts) };
  const handlers = (webApp: WebApp) =>
    new Map(
      routes[webApp].flatMap(({ operation, handle }): [string, Handle][] =>
        isMadeApart(operation) ? [[operation.id, handle as Handle]] : [],
      ),
    );
  const byApp = { portal: handlers('portal'), console: handlers('console') };
  return async ({ webApp, operation, call }) => {
    const handle = required(byApp[webApp].get(operation), `${operation} is made here`);
    const header = () => undefined;
    const rest = { operation, authorization: undefined, body: {}, idempotency: null, upload: null };
    return handle({ ...rest, ...call, header, onClose: () => {}, quota: noQuota } as never);
  };
}

const noQuota = Object.freeze({});

/** Routes name every part when they are made; the handlers of exports use no others than these. */
function onlyThese(given: ExportParts): Parts {
  return new Proxy(given, {
    get: (parts, name) => (name in parts ? parts[name as keyof ExportParts] : absent(String(name))),
  }) as unknown as Parts;
}

/** A part that can be named, and members of it too, but not used. */
function absent(part: string): unknown {
  const use = () => assert(false, `the thread of exports has no ${part}`);
  return new Proxy(use, { get: (_, member) => absent(`${part}.${String(member)}`) });
}
