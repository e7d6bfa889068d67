/**
 * Guards: a decision on a claim succeeds completely or changes nothing. Wherever the connection breaks between its
 * statements, before its COMMIT or after it, stock, money, claim, events and audit agree; the retry completes it, and a
 * code is replaced or refunded once. The same holds when the process is killed under load.
 */
import type { Claim, DecidedClaim } from '@psnb2b/contract';
import type { Static } from 'typebox';
import { describe, expect, test, vi } from 'vitest';
import { setClaimLimit } from '../../src/claims/index.ts';
import { openEmbedded } from '../../src/postgres/index.ts';
import {
  buy,
  clusterFolder,
  file,
  openDatabaseProxy,
  openShop,
  type Shop,
  staff,
  startServer,
  testDatabase,
  Visitor,
} from '../../testkit/index.ts';

vi.setConfig({ testTimeout: 180_000 });

type Decided = Static<typeof DecidedClaim> & { code?: string };
interface Filed {
  readonly id: string;
  readonly codes: readonly string[];
}

/** Files a claim on two codes of an order of its own. */
async function claimed(shop: Shop, key: string): Promise<Filed> {
  const { order, codes } = await buy(shop, key, 2);
  const ids = codes.map(({ id }) => id);
  const { body } = await file(shop, key, order.id, ids);
  return { id: body.id, codes: ids };
}

/** Replaces one code and refunds one: both stock and money change. */
function decide(agent: Visitor, { id, codes }: Filed) {
  return agent.post<Decided>(`/claims/${id}/decide`, {
    codes: [
      { id: codes[0], resolution: 'replaced' },
      { id: codes[1], resolution: 'refunded' },
    ],
  });
}

/** One person decides everything here, so their limit is raised beyond any sum. */
async function giveFreely({ app }: Shop): Promise<void> {
  const by = { actor: 'operator:test', at: app.clock.now() };
  await app.database.transaction((tx) => setClaimLimit(tx, app, 'USD', 100_000_000, by));
}

const read = async (shop: Shop, key: string, id: string) =>
  (await shop.call<Claim>('GET', `/claims/${id}`, { key })).body;

const balance = async (shop: Shop, key: string) =>
  Number((await shop.call('GET', '/balance', { key })).body.balance);

const MADE_GOOD = { status: 'approved', refunded: '47.00' };
const UNTOUCHED = { status: 'open', refunded: '0.00', sequence: 1 };

/** The statement with which a decision reads its claim, under its tenant's lock. */
const BEGINS = 'FROM claims.claims WHERE claim_id = $2';

/** Opens a proxy that breaks the connection of a decision at a given place of its transaction. */
async function openBreaker(databaseUrl: string) {
  const state = { breakAt: null as number | 'after-commit' | null, broken: 0 };
  const proxy = await openDatabaseProxy(databaseUrl, () => {
    let inTransaction = false;
    let statements: number | null = null;
    let isCommitting = false;
    return {
      fromClient: (bytes) => {
        const ends = bytes.includes('COMMIT\0') || bytes.includes('ROLLBACK\0');
        if (bytes.includes('BEGIN\0')) inTransaction = true;
        if (inTransaction && bytes.includes(BEGINS)) statements ??= 0;
        if (ends) inTransaction = false;
        if (statements === null) return 'pass';
        statements += 1;
        isCommitting = ends;
        if (statements !== state.breakAt) return 'pass';
        state.broken += 1;
        return 'cut';
      },
      fromServer: () => {
        if (state.breakAt === 'after-commit' && isCommitting) {
          state.broken += 1;
          return 'cut';
        }
        if (isCommitting) [statements, isCommitting] = [null, false];
        return 'pass';
      },
    };
  });
  return {
    url: proxy.url,
    state,
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  };
}

describe('a connection that breaks', () => {
  test('at each statement of a decision, and after its COMMIT', async () => {
    await using database = await testDatabase();
    await using breaker = await openBreaker(database.url);
    await using shop = await openShop({ databaseUrl: breaker.url });
    await shop.stock({ codes: 200 });
    await giveFreely(shop);
    const { key } = await shop.buyer({ balance: '9000.00' });
    const { visitor: agent } = await staff(shop, 'support');
    const attempt = async (at: number | 'after-commit') => {
      const filed = await claimed(shop, key);
      const before = await balance(shop, key);
      breaker.state.broken = 0;
      breaker.state.breakAt = at;
      const answer = await decide(agent, filed);
      breaker.state.breakAt = null;
      return { filed, before, answer, broken: breaker.state.broken };
    };

    const codes: (string | undefined)[] = [];
    let at = 1;
    for (; ; at += 1) {
      const { filed, before, answer, broken } = await attempt(at);
      if (broken === 0) {
        // No statement is left to break: the decision succeeded.
        expect(answer.body.outcome).toBe('taken');
        break;
      }
      expect(answer.status).toBe(503);
      codes.push(answer.body.code);
      expect(await read(shop, key, filed.id)).toMatchObject(UNTOUCHED);
      expect(await balance(shop, key)).toBe(before);
      expect((await decide(agent, filed)).body).toMatchObject({ outcome: 'taken' });
      expect(await read(shop, key, filed.id)).toMatchObject(MADE_GOOD);
      expect(await balance(shop, key)).toBe(before + 47);
    }
    expect(at).toBeGreaterThan(10);
    // The outcome is unknown only after COMMIT was sent, which is the last statement.
    expect(codes.pop()).toBe('outcome_unknown');
    expect(new Set(codes)).toEqual(new Set(['unavailable']));

    const { filed, before, answer, broken } = await attempt('after-commit');
    expect(broken).toBe(1);
    expect(answer).toMatchObject({ status: 503, body: { code: 'outcome_unknown' } });
    expect(await read(shop, key, filed.id)).toMatchObject(MADE_GOOD);
    expect((await decide(agent, filed)).body.code).toBe('invalid_state');
    expect(await balance(shop, key)).toBe(before + 47);
    expect(await shop.verify()).toEqual([]);
  });
});

const CLAIMS = 40;
const DECIDED_FIRST = 12;
const DECIDERS = 4;

test('a killed process under load', async () => {
  await using folder = await clusterFolder();
  const { dataDir } = folder;
  const waiting: Filed[] = [];
  let key = '';
  let before = 0;
  const cookies = new Map<string, string>();
  const inProcess = async (work: (shop: Shop) => Promise<void>) => {
    await using postgres = await openEmbedded({ dataDir });
    await using shop = await openShop({ databaseUrl: postgres.url, dataDir });
    await work(shop);
  };
  const sessionAt = (url: string) => {
    const visitor = new Visitor(url, 'console', '198.51.100.7');
    for (const [name, value] of cookies) visitor.cookies.set(name, value);
    return visitor;
  };
  await inProcess(async (shop) => {
    await shop.stock({ codes: 4 * CLAIMS });
    await giveFreely(shop);
    ({ key } = await shop.buyer({ balance: '9000.00' }));
    for (let count = 0; count < CLAIMS; count += 1) waiting.push(await claimed(shop, key));
    const { visitor } = await staff(shop, 'support');
    for (const [name, value] of visitor.cookies) cookies.set(name, value);
    before = await balance(shop, key);
  });

  const acknowledged = new Set<string>();
  {
    await using server = await startServer(dataDir);
    const agent = sessionAt(server.url);
    const queue = [...waiting];
    let gone: Promise<void> | null = null;
    const decider = async () => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        const answer = await decide(agent, next).catch(() => null);
        if (answer?.status !== 200) return;
        acknowledged.add(next.id);
        if (acknowledged.size === DECIDED_FIRST) gone = server.kill();
      }
    };
    await Promise.all(Array.from({ length: DECIDERS }, decider));
    await gone;
  }
  expect(acknowledged.size).toBeGreaterThanOrEqual(DECIDED_FIRST);
  expect(acknowledged.size).toBeLessThan(CLAIMS);

  await using server = await startServer(dataDir);
  const agent = sessionAt(server.url);
  // The calls share their tenant's lock: on a slow machine one is refused with a retry time.
  const settle = async (each: Filed): Promise<Decided> => {
    const { status, body } = await decide(agent, each);
    return status === 503 ? settle(each) : body;
  };
  const settled = await Promise.all(
    waiting.map(async (each) => ({ id: each.id, ...(await settle(each)) })),
  );
  for (const { id, outcome, code } of settled) {
    // Acknowledged decisions are complete; the others are complete or without effect, and are retried now.
    if (acknowledged.has(id)) expect(code).toBe('invalid_state');
    else expect(code ?? outcome).toMatch(/^(invalid_state|taken)$/);
  }
  await inProcess(async (shop) => {
    for (const { id } of waiting) {
      expect(await read(shop, key, id)).toMatchObject(MADE_GOOD);
    }
    expect(await balance(shop, key)).toBe(before + 47 * CLAIMS);
    expect(await shop.available('PSN-US-50')).toBe(CLAIMS);
    expect(await shop.verify()).toEqual([]);
  });
});
