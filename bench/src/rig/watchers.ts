import { connect, type Socket } from 'node:net';
import {
  createUser,
  findUserByEmail,
  madeUpPassword,
  openSession,
  sessionCookie,
} from '../../../server/src/identity/index.ts';
import { required } from '../../../server/src/kit/assert.ts';
import { readEmail } from '../../../server/src/kit/email-address.ts';
import { tenantsById } from '../../../server/src/partners/index.ts';
import { openShopApp } from './open-shop-app.ts';
import type { Shop } from './shop.ts';

const ACTOR = 'operator:bench';
const STREAMS_OF_SESSION = 4;

/** Cookies of people of the shop's buyers, in turn, each for one stream: four of a session. */
export async function openSessions(shop: Shop, streams: number): Promise<string[]> {
  await using app = await openShopApp(shop);
  const ids = shop.buyers.map(({ tenantId }) => tenantId);
  const tenants = await tenantsById(app.database.reads, ids);
  const at = app.clock.now();
  const users = [];
  for (const tenantId of ids) {
    const { partnerId } = required(tenants.get(tenantId), 'a buyer has a tenant');
    const email = readEmail(`reader${tenantId}@bench.example`);
    const person = { partnerId, email, name: 'A reader', role: 'owner', at } as const;
    const password = madeUpPassword();
    await createUser(app, { webApp: 'portal', ...person, password }, ACTOR);
    users.push(
      required(await findUserByEmail(app.database.reads, 'portal', email), 'it was created'),
    );
  }
  const cookies: string[] = [];
  for (let number = 0; cookies.length < streams; number += 1) {
    const user = required(users[number % users.length], 'there is a buyer');
    const origin = { at, address: '127.0.0.1', userAgent: 'bench', requestId: 'req_bench' };
    const { token, maxAge } = await app.database.transaction((tx) =>
      openSession(tx, app.peopleKeys, user, 'all', origin, null),
    );
    const [cookie = ''] = sessionCookie('portal', token, maxAge, false).split(';', 1);
    cookies.push(...Array<string>(STREAMS_OF_SESSION).fill(cookie));
  }
  return cookies.slice(0, streams);
}

/** Open streams of events, which are read and counted. */
export interface Streams extends Disposable {
  readonly open: number;
  /** Events since the last call. */
  events(): number;
}

/** Opens one stream for each cookie, and waits until each has begun. */
export async function openStreams(url: URL, cookies: readonly string[]): Promise<Streams> {
  let events = 0;
  const sockets: Socket[] = [];
  for (const cookie of cookies) {
    const socket = connect(Number(url.port), url.hostname);
    sockets.push(socket);
    socket.write(`GET /portal/api/live HTTP/1.1\r\nHost: ${url.host}\r\nCookie: ${cookie}\r\n\r\n`);
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.on('data', (bytes) => {
        const text = bytes.toString('latin1');
        if (text.startsWith('HTTP/1.1') && !text.startsWith('HTTP/1.1 200')) {
          reject(new Error(text));
        }
        if (text.includes('event: open')) resolve();
        events += text.split('event: changed').length - 1;
      });
    });
  }
  return {
    open: sockets.length,
    events: () => {
      const counted = events;
      events = 0;
      return counted;
    },
    [Symbol.dispose]: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
