import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { atPort } from './at-port.ts';

/** What happens to some bytes: sent on, dropped, or both ends cut off. */
export type Verdict = 'pass' | 'swallow' | 'cut';

/** Decides about the bytes of one connection. */
export interface Watcher {
  fromClient(bytes: Buffer): Verdict;
  fromServer(bytes: Buffer): Verdict;
}

export interface TcpProxy extends AsyncDisposable {
  readonly port: number;
}

/** A proxy that passes bytes on to a port of this machine, as far as its watchers allow. */
export async function openTcpProxy(port: number, watch: () => Watcher): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    const watcher = watch();
    const ends = [client, upstream];
    const cut = () => {
      for (const each of ends) each.destroy();
    };
    const carry = (from: Socket, to: Socket, judge: (bytes: Buffer) => Verdict) => {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (bytes: Buffer) => {
        const verdict = judge(bytes);
        if (verdict === 'cut') cut();
        else if (verdict === 'pass') to.write(bytes);
      });
      from.on('end', () => to.end());
      from.on('error', cut);
      from.on('close', () => {
        sockets.delete(from);
        to.end();
      });
    };
    carry(client, upstream, (bytes) => watcher.fromClient(bytes));
    carry(upstream, client, (bytes) => watcher.fromServer(bytes));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

export interface DatabaseProxy extends AsyncDisposable {
  /** The connection string of the same database through the proxy. */
  readonly url: string;
}

/** The same in front of PostgreSQL. */
export async function openDatabaseProxy(
  databaseUrl: string,
  watch: () => Watcher,
): Promise<DatabaseProxy> {
  const proxy = await openTcpProxy(Number(new URL(databaseUrl).port), watch);
  return {
    url: atPort(databaseUrl, proxy.port),
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  };
}
