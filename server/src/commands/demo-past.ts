import type { AddressInfo } from 'node:net';
import { type App, openApp } from '../app.ts';
import { createServer } from '../http.ts';
import { type DrivenClock, drivenClock } from '../kit/clock.ts';
import { systemResolver } from '../kit/egress/index.ts';
import { Secret } from '../kit/secret.ts';

/** This shop at an earlier time: its verbs and its API run on a clock that we move. */
export interface Past extends AsyncDisposable {
  readonly app: App;
  readonly clock: DrivenClock;
  /** Calls the API, as a partner's program does; throws on a refusal. */
  call<Body>(key: string, method: 'GET' | 'POST', path: string, body?: object): Promise<Body>;
}

/**
 * Opens the same database at an earlier time, with an API on a port of its own. Only for a shop in which nothing has happened yet: its
 * history must begin before everything else.
 */
export async function openPast(present: App, start: Date): Promise<Past> {
  await using stack = new AsyncDisposableStack();
  const { config, kek, log, url, ownerUrl, listening } = present;
  const clock = drivenClock(start);
  const app = stack.use(
    await openApp({
      ...{ kek, log, clock },
      config: {
        ...config,
        databaseUrl: new Secret(url),
        databaseOwnerUrl: new Secret(ownerUrl),
        smtpUrl: null,
      },
      egress: { allowPrivate: true, resolve: systemResolver },
    }),
  );
  app.listening.url = listening.url;
  await app.inventory.start();
  const http = createServer(app);
  await http.listen({ host: '127.0.0.1', port: 0 });
  stack.defer(() => http.close());
  const { port } = http.server.address() as AddressInfo;
  const call = async <Body>(key: string, method: string, path: string, body?: object) => {
    const reply = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const read = (await reply.json()) as Body & { readonly code?: string };
    if (!reply.ok) throw new Error(`demo: ${method} ${path} was refused with ${read.code}`);
    return read;
  };
  const owned = stack.move();
  return { app, clock, call, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
