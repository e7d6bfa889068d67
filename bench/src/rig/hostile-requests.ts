import {
  bodyBytesMax,
  operations,
  portalOperations,
  type WebApp,
  webAppHeader,
  webApps,
} from '@psnb2b/contract';
import { hostileBodies } from './hostile-bodies.ts';

/** One request to send to a server. */
export interface Fed {
  /** The call, and what is wrong with it. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** The expected status, if another one would mean that other work was measured. */
  readonly status?: number;
}

interface Call {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly upload?: true;
}

/** The largest request head that Node reads, less the rest of this one. */
const QUERY_BYTES = 14_000;

/** The credentials of calls: a partner's key, and the session of one of its people. */
export interface Entrance {
  readonly key: string;
  readonly cookie: string;
  readonly webApp: WebApp;
  readonly origin: string;
}

/** The worst invalid input of every call that a stranger or a partner can make. */
export function invalidRequests(entrance: Entrance): Fed[] {
  const api = Object.values(operations) as readonly Call[];
  const portal = Object.values(portalOperations) as readonly Call[];
  const byKey = { authorization: `Bearer ${entrance.key}` };
  return [
    ...api.flatMap((call) => spoiled(call, '/api/v1', byKey)),
    ...portal.flatMap((call) => spoiled(call, webApps.portal.basePath, sessionHeaders(entrance))),
  ];
}

/** The headers that a page of ours sends. */
export function sessionHeaders({ cookie, webApp, origin }: Entrance): Record<string, string> {
  return { cookie, origin, [webAppHeader]: webApp, 'sec-fetch-site': 'same-origin' };
}

function spoiled(call: Call, prefix: string, headers: Record<string, string>): Fed[] {
  const path = `${prefix}${call.path.replaceAll(/\{\w+\}/g, 'x'.repeat(100))}`;
  const base = { method: call.method, headers };
  if (call.method === 'GET' || call.method === 'DELETE') {
    return [
      { ...base, name: `${call.id}, 2,000 parameters`, path: `${path}?${'a&'.repeat(2_000)}` },
      {
        ...base,
        name: `${call.id}, a parameter of 14 KB`,
        path: `${path}?cursor=${'a'.repeat(QUERY_BYTES)}`,
      },
    ];
  }
  if (call.upload) return [];
  const json = { ...headers, 'content-type': 'application/json' };
  return [...hostileBodies(call.body, bodyBytesMax)].map(({ name, body }) => ({
    method: call.method,
    path,
    headers: json,
    name: `${call.id}, ${name}`,
    body,
  }));
}
