import { webAppOperations } from '../calls/web-app-operations.ts';
import type { WebApp, WebAppOperation } from '../kit/web-app-operation.ts';
import { bareShape, type Shape } from './shape.ts';

/**
 * The shape of every body of a web app's API, by method and path (`POST /sign-up`): the app checks it before it sends anything.
 */
export function rulesOf(webApp: WebApp): Record<string, Shape> {
  return Object.fromEntries(
    Object.values<WebAppOperation>(webAppOperations[webApp]).flatMap(({ method, path, body }) =>
      body ? [[`${method} ${path}`, bareShape(body)]] : [],
    ),
  );
}

/** What each call does that requires a proof, in words, by method and path: `Revoke a key`. */
export function proofsOf(webApp: WebApp): Record<string, string> {
  return Object.fromEntries(
    Object.values<WebAppOperation>(webAppOperations[webApp]).flatMap((operation) =>
      operation.stepUp ? [[`${operation.method} ${operation.path}`, operation.summary]] : [],
    ),
  );
}
