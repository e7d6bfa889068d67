/**
 * Guards: a request that a standby may serve sees everything that was committed before it began, by any process, and is served by the standby
 * only then; a standby that is behind, dies, cancels a statement or is promoted costs no request its answer.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { consoleOperations, portalOperations } from '@psnb2b/contract';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  Database,
  DatabaseHosts,
  type LateOutcome,
  StandbyReads,
} from '../../src/kit/database/index.ts';
import { csvFile } from '../../src/kit/http/index.ts';
import { formatId, parseId } from '../../src/kit/ids.ts';
import { openEmbedded } from '../../src/postgres/index.ts';
import { ClusterPair } from '../../testkit/faults/cluster-pair.ts';
import { clusterFolder, openShop, signUp, staff } from '../../testkit/index.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let stack: AsyncDisposableStack;
let dataDir: string;
let pair: ClusterPair;
let hosts: DatabaseHosts;
let database: Database;
let standby: StandbyReads;
let outcomes: LateOutcome[] = [];
beforeAll(async () => {
  stack = new AsyncDisposableStack();
  const folder = stack.use(await clusterFolder());
  ({ dataDir } = folder);
  const made = await openEmbedded({ dataDir });
  const { url } = made;
  await made.close();
  // Replaying cancels what is in its way at once.
  pair = stack.use(await ClusterPair.open(dataDir, url, { max_standby_streaming_delay: '0' }));
  hosts = stack.use(new DatabaseHosts(pair.hosts));
  await hosts.open();
  database = stack.use(new Database({ url: hosts }));
  const aside = stack.use(new Database({ url: hosts, givesWay: true }));
  standby = stack.use(
    new StandbyReads({
      ...{ primary: database, hosts, aside },
      open: (each) => new Database({ url: each, isStandby: true }),
      onRequest: (outcome) => outcomes.push(outcome),
      onError: () => {},
    }),
  );
  await write('CREATE TABLE public.notes (note int PRIMARY KEY)');
});
afterAll(() => stack.disposeAsync());
beforeEach(() => {
  outcomes = [];
});

const write = (text: string) => database.transaction((tx) => tx.query(text));
const PLACE = 'pg_is_in_recovery() AS standby';
async function read<Row extends object>(text: string): Promise<Row | undefined> {
  const { rows } = await database.reads.query<Row & Record<string, unknown>>(text);
  return rows[0];
}
const place = () => read<{ standby: boolean }>(`SELECT ${PLACE}`);
/** Waits until a standby serves requests again. */
const untilServed = () =>
  vi.waitFor(
    async () => {
      expect(await standby.run(place)).toEqual({ standby: true });
    },
    { timeout: 60_000, interval: 100 },
  );
async function onStandby(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: String(hosts.standbys[0]) });
  await client.connect();
  await client.query(text);
  await client.end();
}

test('a request sees what was committed before it began, on the standby', async () => {
  await untilServed();
  outcomes = [];
  for (let note = 1; note <= 50; note += 1) {
    await write(`INSERT INTO public.notes VALUES (${note})`);
    const row = await standby.run(() =>
      read(`SELECT max(note) AS newest, ${PLACE} FROM public.notes GROUP BY 2`),
    );
    expect(row).toEqual({ newest: note, standby: true });
  }
  expect(new Set(outcomes)).toEqual(new Set(['standby']));
  expect(await place()).toEqual({ standby: false });
  await vi.waitFor(async () => {
    expect(await standby.behindBytes()).toBe(0);
  }, 30_000);
});

test('a request that writes sees what it wrote', async () => {
  const row = await standby.run(async () => {
    expect(await place()).toEqual({ standby: true });
    await onStandby('SELECT pg_wal_replay_pause()');
    await write('INSERT INTO public.notes VALUES (1000)');
    return read(`SELECT max(note) AS newest, ${PLACE} FROM public.notes GROUP BY 2`);
  });
  expect(row).toEqual({ newest: 1000, standby: false });
  await onStandby('SELECT pg_wal_replay_resume()');
  await untilServed();
});

test('a file that is read after its call has returned is part of the request', async () => {
  async function* lines() {
    yield Buffer.from(JSON.stringify(await place()));
  }
  const { body } = standby.run(() => csvFile('x.csv', lines())) as unknown as {
    body: AsyncIterable<Buffer>;
  };
  const texts: string[] = [];
  for await (const each of body) texts.push(String(each));
  expect(texts).toEqual(['{"standby":true}']);
});

test('what a commit of a request wakes reads from the primary, and so does what outlives the request', async () => {
  await untilServed();
  let woken: ReturnType<typeof place> | undefined;
  database.onCommit(() => {
    woken ??= place();
  });
  let isOver = false;
  const places = await standby.run(
    async () => {
      await write('INSERT INTO public.notes VALUES (1500)');
      const before = await place();
      isOver = true;
      return [before, await place()];
    },
    () => isOver,
  );
  expect(places).toEqual([{ standby: true }, { standby: false }]);
  expect(await woken).toEqual({ standby: false });
});

test('rows of an unlogged table, which no standby has, are read from the primary', async () => {
  await write('CREATE UNLOGGED TABLE public.marks AS SELECT 7 AS mark');
  await untilServed();
  outcomes = [];
  const row = await standby.run(() => read(`SELECT mark, ${PLACE} FROM public.marks`));
  expect(row).toEqual({ mark: 7, standby: false });
  expect(outcomes).toEqual(['standby', 'missing']);
});

test('a standby that may not say how far it is is named once, and another one serves', async () => {
  await write(`CREATE ROLE reader LOGIN PASSWORD 'reader'`);
  await write('REVOKE EXECUTE ON FUNCTION pg_control_checkpoint() FROM PUBLIC');
  await untilServed();
  // The same standby under two names; only with the first one this role may not ask.
  const [first = ''] = hosts.standbys;
  const { port } = new URL(first);
  await using both = new DatabaseHosts(pair.hosts.replace(/\/[^/]*$/, `,localhost:${port}$&`));
  await both.open();
  const errors: Error[] = [];
  const opened = (url: string) => {
    const as = new URL(url);
    if (as.hostname !== 'localhost') [as.username, as.password] = ['reader', 'reader'];
    return new Database({ url: as.href, isStandby: true });
  };
  await using reads = new StandbyReads({
    ...{ primary: database, hosts: both, aside: database, open: opened },
    ...{ onRequest: () => {}, onError: (error) => errors.push(error) },
  });
  expect(await reads.run(place)).toEqual({ standby: false });
  expect(await reads.run(place)).toEqual({ standby: true });
  expect(errors.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^The standby 127\.0\.0\.1:\d+ serves no reads: .*EXECUTE/),
  ]);
  await write('GRANT EXECUTE ON FUNCTION pg_control_checkpoint() TO PUBLIC');
});

test('an idle primary is no lag; a standby that does not replay is not waited for', async () => {
  await onStandby('SELECT pg_wal_replay_pause()');
  expect(await standby.run(place)).toEqual({ standby: true });
  await write('INSERT INTO public.notes VALUES (2000)');
  const began = performance.now();
  const row = await standby.run(() =>
    read(`SELECT max(note) AS newest, ${PLACE} FROM public.notes GROUP BY 2`),
  );
  expect(row).toEqual({ newest: 2000, standby: false });
  expect(outcomes).toEqual(['standby', 'behind']);
  expect(performance.now() - began).toBeGreaterThan(900);
  // The next ones do not wait.
  for (let request = 0; request < 5; request += 1) {
    expect(await standby.run(place)).toEqual({ standby: false });
  }
  expect(await standby.behindBytes()).toBeGreaterThan(0);
  await onStandby('SELECT pg_wal_replay_resume()');
  await untilServed();
});

test('a statement that replaying cancels is read from the primary', async () => {
  await untilServed();
  outcomes = [];
  const whole = await standby.run(() =>
    read<{ notes: number }>('SELECT count(*)::int AS notes FROM public.notes'),
  );
  const slow = standby.run(() =>
    read(`SELECT count(pg_sleep(0.1))::int AS notes, ${PLACE} FROM public.notes`),
  );
  await delay(500);
  await write('LOCK TABLE public.notes IN ACCESS EXCLUSIVE MODE');
  expect(await slow).toEqual({ notes: whole?.notes, standby: false });
  expect(outcomes).toContain('moved');
});

test('the standby dies in the middle of a file: the rest is read from the primary', async () => {
  await untilServed();
  outcomes = [];
  async function* lines() {
    yield Buffer.from(JSON.stringify(await place()));
    await pair.loseStandby();
    yield Buffer.from(JSON.stringify(await place()));
    yield Buffer.from(JSON.stringify(await place()));
  }
  const texts: string[] = [];
  const { body } = standby.run(() => csvFile('x.csv', lines())) as unknown as {
    body: AsyncIterable<Buffer>;
  };
  for await (const each of body) texts.push(String(each));
  expect(texts).toEqual(['{"standby":true}', '{"standby":false}', '{"standby":false}']);
  expect(outcomes).toEqual(['standby', 'moved']);
  await pair.addStandby();
  await untilServed();
});

test('the primary dies in the middle of a request, and the standby is promoted', async () => {
  await untilServed();
  const places = await standby.run(async () => {
    const before = await place();
    await pair.losePrimary('killed');
    await vi.waitFor(() => hosts.look(), { timeout: 30_000, interval: 100 });
    return [before, await place()];
  });
  expect(places).toEqual([{ standby: true }, { standby: false }]);
  expect(await standby.run(place)).toEqual({ standby: false });
  await pair.addStandby();
  await untilServed();
});

test('a standby that falls silent is not waited for longer than a moment', async () => {
  await untilServed();
  outcomes = [];
  const frozen = pair.freezeStandby(5_000);
  expect(await standby.run(place)).toEqual({ standby: false });
  expect(outcomes).toEqual(['away']);
  await frozen;
  await untilServed();
});

test('calls that are declared for it are served by the standby, and no other', async () => {
  await untilServed();
  await using shop = await openShop({ databaseUrl: pair.hosts, dataDir, prices: null });
  const { visitor: owner, partnerId } = await signUp(shop);
  const ourId = parseId('prt', partnerId) ?? '';
  await shop.change(ourId, { approved: true });
  const { text: key } = await shop.key(ourId);
  const { visitor: admin } = await staff(shop, 'admin');
  const counted = async () => {
    const { values } = await shop.app.metrics.standbyRequests.get();
    return Object.fromEntries(values.map(({ labels, value }) => [labels.outcome, value]));
  };
  await vi.waitFor(async () => {
    expect((await admin.get('/audit/export')).status).toBe(200);
    expect((await counted()).standby).toBeGreaterThan(0);
  }, 30_000);
  const before = await counted();
  for (const path of ['/balance', '/inventory', '/orders', '/requests']) {
    expect((await shop.call('GET', path, { key })).status).toBe(200);
  }
  await shop.app.requestLog.flush();
  for (const path of ['', '/summary', '/export']) {
    expect((await owner.get(`/request-log${path}`)).status).toBe(200);
  }
  expect(await counted()).toEqual(before);

  // Each of them, to the end: a standby has no rows of an unlogged table, and says so.
  const { lotId } = await shop.stock({ codes: 2 });
  const given: Readonly<Record<string, string>> = {
    lot_id: formatId('lot', lotId),
    partner_id: partnerId,
    year: '2026',
  };
  const people = { portal: owner, console: admin };
  const statuses = (['portal', 'console'] as const).flatMap((app) =>
    declared(app).map(async ({ id, path, query }) => {
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => given[name] ?? name);
      const asked = (query?.required ?? []).map((name) => `${name}=${given[name]}`);
      return [id, (await people[app].get(`${filled}?${asked.join('&')}`)).status];
    }),
  );
  const wrong = (await Promise.all(statuses)).filter(
    // There are no documents to put into a file.
    ([id, status]) => status !== (id === 'zipDocuments' ? 404 : 200),
  );
  expect(wrong).toEqual([]);
  expect((await counted()).missing).toBe(undefined);
  await vi.waitFor(async () => {
    expect(await shop.app.standby.behindBytes()).toBe(0);
  }, 30_000);
});

interface Declared {
  readonly id: string;
  readonly path: string;
  readonly onStandby?: true;
  readonly query?: { readonly required?: readonly string[] };
}

function declared(app: 'portal' | 'console'): Declared[] {
  const all: readonly Declared[] = Object.values(
    app === 'portal' ? portalOperations : consoleOperations,
  );
  return all.filter(({ onStandby }) => onStandby);
}
