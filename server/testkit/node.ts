import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type App, openApp } from '../src/app.ts';
import { loadConfig } from '../src/config/index.ts';
import { createServer } from '../src/http.ts';
import type { Clock } from '../src/kit/clock.ts';
import type { EgressOptions } from '../src/kit/egress/index.ts';
import { createLogTo } from '../src/kit/log.ts';
import { databaseOf } from './database-of.ts';

/** The parts of one API process, without the process: the real ones, listening on a port of their own. */
export interface ApiNode extends AsyncDisposable {
  readonly app: App;
  readonly url: string;
  /** The log, one JSON line each. */
  readonly logs: readonly string[];
}

export interface NodeOptions {
  /** The folder with the key file. */
  readonly dataDir: string;
  /** The owner's of a database of the test cluster, or any other. */
  readonly databaseUrl: string;
  readonly clock: Clock;
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly egress?: EgressOptions | undefined;
  /** Whether hashing a password takes as long as in operation. */
  readonly slowPasswords?: boolean | undefined;
}

/** The least that argon2id allows: at full cost, the people of all tests would take a minute of processor time. */
const QUICK = { memoryKib: 8, passes: 1 };

/** Opens a node. It trusts `X-Forwarded-For` from this machine, so that tests can call from any address. */
export async function openNode(options: NodeOptions): Promise<ApiNode> {
  const { dataDir, databaseUrl, clock, env, egress, slowPasswords } = options;
  await using stack = new AsyncDisposableStack();
  const config = loadConfig({
    DATA_DIR: dataDir,
    ...databaseOf(databaseUrl),
    PORT: '0',
    TRUSTED_PROXIES: '127.0.0.0/8',
    ...env,
  });
  const logs: string[] = [];
  const lines = new Writable({
    write: (chunk, _encoding, done) => {
      logs.push(String(chunk).trim());
      done();
    },
  });
  const kek = { kind: 'file', path: join(dataDir, 'kek'), strict: true } as const;
  const log = createLogTo('info', lines);
  const passwordCost = slowPasswords ? undefined : QUICK;
  const app = stack.use(
    await openApp({ config, kek, log, clock, passwordCost, ...(egress && { egress }) }),
  );
  await app.inventory.start();
  const http = createServer(app);
  stack.defer(async () => {
    const closed = http.close();
    // A half-sent request belongs to a test that has ended, so nobody waits for the rest of it.
    http.server.closeAllConnections();
    await closed;
  });
  await http.listen({ host: config.host, port: config.port });
  const url = `http://${config.host}:${(http.server.address() as AddressInfo).port}`;
  app.listening.url = url;
  return new ClosableNode(url, logs, app, stack.move());
}

/**
 * Forgets its parts when it is closed: a variable of a test file lives as long as its process, which runs a hundred files. Where its data is it
 * still knows, for the commands that run on it then.
 */
class ClosableNode implements ApiNode {
  app: App;
  readonly url: string;
  readonly logs: readonly string[];
  readonly #owned: AsyncDisposableStack;

  constructor(url: string, logs: readonly string[], app: App, owned: AsyncDisposableStack) {
    this.url = url;
    this.logs = logs;
    this.app = app;
    this.#owned = owned;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#owned.disposeAsync();
    const { config, url, ownerUrl } = this.app;
    this.app = { config, url, ownerUrl } as App;
  }
}
