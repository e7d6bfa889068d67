/**
 * Guards: processes that count together grant exactly the limit, whoever asks and whenever rows are lost; refusals of a full
 * bucket ask nobody; one process alone asks nobody; and without the database each grants its share.
 */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { databaseOf, testDatabase } from '../../../testkit/index.ts';
import { openDatabaseProxy } from '../../../testkit/tcp-proxy.ts';
import { Database } from '../database/index.ts';
import { NodeLimits } from './node-limits.ts';
import { createPolicy, type Policy, type Taken } from './policy.ts';
import { SpendingStore } from './spending-store.ts';

vi.setConfig({ testTimeout: 60_000 });

let stack: AsyncDisposableStack;
let url: string;
let operator: pg.Client;
beforeAll(async () => {
  stack = new AsyncDisposableStack();
  ({ url } = stack.use(await testDatabase()));
  operator = new pg.Client({ connectionString: url });
  await operator.connect();
  stack.defer(() => operator.end());
});
afterAll(() => stack.disposeAsync());

interface Node extends AsyncDisposable {
  readonly limits: NodeLimits;
  readonly errors: Error[];
  readonly calls: () => number;
}

/** One process, as far as limits are concerned. */
async function openLimits(through = url): Promise<Node> {
  await using own = new AsyncDisposableStack();
  const database = own.use(new Database({ url: through }));
  const store = own.use(new SpendingStore(database));
  let calls = 0;
  const spend = store.spend.bind(store);
  store.spend = (asked) => {
    calls += 1;
    return spend(asked);
  };
  const errors: Error[] = [];
  const onError = (error: Error) => errors.push(error);
  const limits = own.use(new NodeLimits({ store, version: 'test', onError }));
  const owned = own.move();
  return {
    ...{ limits, errors, calls: () => calls },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Processes that serve together. */
async function together(count: number, through?: string): Promise<Node[] & AsyncDisposable> {
  const nodes: Node[] = [];
  for (let index = 0; index < count; index += 1) {
    const node = await openLimits(through);
    await node.limits.join();
    nodes.push(node);
    // The one before has counted alone until now.
    for (const { limits } of nodes) await vi.waitFor(() => expect(limits.nodes).toBe(index + 1));
  }
  return Object.assign(nodes, {
    [Symbol.asyncDispose]: async () => {
      for (const node of nodes) await node[Symbol.asyncDispose]();
    },
  });
}

let made = 0;
function policy(...limits: number[]): Policy {
  made += 1;
  const buckets = limits.map((limit, index) => ({ key: `bucket ${made}.${index}`, limit }));
  return createPolicy('requests', buckets as [(typeof buckets)[0]]);
}

async function storm(nodes: readonly Node[], asked: Policy, count: number): Promise<Taken[]> {
  const all = Array.from({ length: count }, (_, index) =>
    (nodes[index % nodes.length] as Node).limits.take(asked),
  );
  return Promise.all(all);
}
const served = (taken: readonly Taken[]) => taken.filter(({ allowed }) => allowed).length;

test('processes that sign in as different roles count together', async () => {
  await using owner = await openLimits();
  await using app = await openLimits(databaseOf(url).DATABASE_URL);
  for (const { limits } of [owner, app]) await limits.join();
  for (const { limits } of [owner, app]) await vi.waitFor(() => expect(limits.nodes).toBe(2));
  const asked = policy(10);
  expect(served(await storm([owner, app], asked, 40))).toBe(10);
});

test('a process alone counts in memory', async () => {
  await using nodes = await together(1);
  const [node] = nodes as unknown as [Node];
  expect(served(await storm(nodes, policy(60), 500))).toBe(60);
  expect(node.calls()).toBe(0);
});

test('a process that never joined, such as a command, connects to nothing', async () => {
  await using database = new Database({ url });
  let opened = 0;
  const connect = database.connect.bind(database);
  database.connect = (...settings) => {
    opened += 1;
    return connect(...settings);
  };
  const store = new SpendingStore(database);
  {
    await using limits = new NodeLimits({ store, version: 'test', onError: () => {} });
    expect((await limits.take(policy(60))).allowed).toBe(true);
  }
  expect(opened).toBe(0);
});

test('two processes grant exactly the limit, in few calls, and refuse from memory', async () => {
  await using nodes = await together(2);
  const [first, second] = nodes as unknown as [Node, Node];
  const asked = policy(60);
  const taken = await storm(nodes, asked, 500);
  expect(served(taken)).toBe(60);
  const left = taken.filter(({ allowed }) => allowed).map(({ remaining }) => remaining);
  expect(Math.min(...left)).toBe(0);
  for (const { allowed, remaining, retryAfter } of taken) {
    if (allowed && remaining > 0) expect(retryAfter).toBe(0);
    if (!allowed) expect([remaining, retryAfter > 55 && retryAfter <= 60]).toEqual([0, true]);
  }
  const before = first.calls() + second.calls();
  expect(before).toBeLessThan(50);
  expect(served(await storm(nodes, asked, 500))).toBe(0);
  // One call may have been needed by the process that had not seen the last grant.
  expect(first.calls() + second.calls()).toBeLessThanOrEqual(before + 1);
});

test('a policy of several buckets spends in all of them or in none', async () => {
  await using nodes = await together(2);
  const partner = { key: `partner ${made}`, limit: 90 };
  const keyOf = (name: string) =>
    createPolicy('requests', [{ key: `${name} ${made}`, limit: 60 }, partner]);
  const [a, b] = [keyOf('a'), keyOf('b')];
  const [ofA, ofB] = await Promise.all([storm(nodes, a, 100), storm(nodes, b, 100)]);
  expect(served(ofA) + served(ofB)).toBe(90);
  expect(served(ofA)).toBeLessThanOrEqual(60);
  expect(served(ofB)).toBeLessThanOrEqual(60);
});

test('what a process granted alone counts for the next one', async () => {
  await using nodes = await together(1);
  const asked = policy(60);
  expect(served(await storm(nodes, asked, 40))).toBe(40);
  await using other = await openLimits();
  await other.limits.join();
  expect(served(await storm([...nodes, other], asked, 200))).toBe(20);
});

test('rows that are lost are put back by everybody, and nothing is granted twice', async () => {
  await using nodes = await together(2);
  const [full, used] = [policy(60), policy(60)];
  expect(served(await storm(nodes, full, 100))).toBe(60);
  expect(served(await storm(nodes, used, 40))).toBe(40);
  // As after a crash of PostgreSQL: unlogged tables are empty.
  await operator.query('TRUNCATE kit.spendings, kit.spending_epoch');
  const [again, rest] = await Promise.all([storm(nodes, full, 100), storm(nodes, used, 100)]);
  expect(served(again)).toBe(0);
  expect(served(rest)).toBe(20);
  expect(nodes.flatMap(({ errors }) => errors)).toEqual([]);
});

test('a refund is spent again, by whichever process', async () => {
  await using nodes = await together(2);
  const [first, second] = nodes as unknown as [Node, Node];
  const asked = policy(3);
  const taken = await storm([first], asked, 3);
  expect((await second.limits.take(asked)).allowed).toBe(false);
  await first.limits.giveBack(taken[1] as Taken);
  expect((await first.limits.look(asked)).remaining).toBe(1);
  expect((await first.limits.take(asked)).allowed).toBe(true);
  expect((await first.limits.take(asked)).allowed).toBe(false);
});

test('large limits are exact too', async () => {
  await using nodes = await together(2);
  const asked = policy(3_000);
  expect(served(await storm(nodes, asked, 4_000))).toBe(3_000);
});

test('without the database each process grants its share, and later the database knows of it', async () => {
  let cut = false;
  const verdict = () => (cut ? ('swallow' as const) : ('pass' as const));
  await using proxy = await openDatabaseProxy(url, () => ({
    fromClient: verdict,
    fromServer: verdict,
  }));
  await using nodes = await together(2, proxy.url);
  const asked = policy(60);
  cut = true;
  const taken = await storm(nodes, asked, 200);
  expect(served(taken)).toBe(60);
  expect(nodes.every(({ errors }) => errors.length > 0)).toBe(true);
  cut = false;
  // The silent connections are replaced first.
  await vi.waitFor(
    async () => {
      const before = nodes[0]?.calls();
      expect((await nodes[0]?.limits.take(asked))?.allowed).toBe(false);
      expect(nodes[0]?.calls()).toBeGreaterThan(before as number);
    },
    { timeout: 20_000, interval: 300 },
  );
  await delay(1);
});

test('an older version that counts alone is not joined', async () => {
  await operator.query('SELECT pg_advisory_lock(7215010)');
  await using node = await openLimits();
  await expect(node.limits.join()).rejects.toThrow('An older version of this program serves');
  await operator.query('SELECT pg_advisory_unlock(7215010)');
  await node.limits.join();
});
