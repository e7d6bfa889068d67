/**
 * Guards: the authoriser checks in the contract's order, follows every change within a second, counts
 * what the contract counts, and keeps partners from hurting one another.
 */
import { createSecretKey } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase, testNotifier } from '../../testkit/index.ts';
import { openStream } from '../events/index.ts';
import { drivenClock } from '../kit/clock.ts';
import { bumpVersion, Database, VersionWatch } from '../kit/database/index.ts';
import { readEmail } from '../kit/email-address.ts';
import type { Authoriser, Needs } from '../kit/http/index.ts';
import { Limiter, type Limits } from '../kit/limits/index.ts';
import type { Refusal } from '../kit/refusal.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import { createKeyAuthoriser } from './authoriser.ts';
import { createPartner } from './create-partner.ts';
import { issueKey } from './issue-key.ts';
import { isLookUp, KeyDirectory, type KeyLookUp } from './key-directory.ts';
import type { KeyEntry } from './key-entry.ts';
import { createKeyText } from './key-format.ts';
import type { KeyTerms } from './key-terms.ts';
import type { PartnerChange } from './partner-change.ts';
import { revokeKey } from './revoke-key.ts';
import { rotateKey } from './rotate-key.ts';
import { setPartner } from './set-partner.ts';

const HOUR = 3_600_000;
const pepper = createSecretKey(Buffer.alloc(32, 7));
const issuer = { ...testNotifier, pepper, cell: null };
const clock = drivenClock();
const bare = { method: 'GET', headers: {} };
const reads: Needs = { auth: 'key', scope: 'read', limit: 'requests' };
const orders: Needs = { auth: 'key', scope: 'orders', limit: 'orders' };
const open: Needs = { auth: 'none', scope: null, limit: 'requests' };
let copy: TestDatabase;
let database: Database;
let versions: VersionWatch;
let keys: KeyDirectory;
let authoriser: Authoriser<KeyEntry>;
let monotonic = 0;
let partnerId: string;

beforeAll(async () => {
  copy = await testDatabase();
  database = new Database({ url: copy.url });
  versions = new VersionWatch(database);
  keys = new KeyDirectory({ database, pepper, cell: null, versions, clock });
  await versions.poll();
});
afterAll(async () => {
  await versions[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await copy[Symbol.asyncDispose]();
});
beforeEach(async () => {
  const driven = () => new Limiter(() => monotonic);
  authoriser = createKeyAuthoriser({ keys, limiter: driven(), strangers: driven() });
  const partner = { name: 'Acme', email: readEmail('a@acme.test'), country: null, currency: 'USD' };
  await database.transaction(async (tx) => {
    const created = await createPartner(tx, { ...partner, approved: true, ...by() });
    // Rotating a key is an event.
    for (const { tenantId } of created.tenants) await openStream(tx, tenantId);
    partnerId = created.partnerId;
  });
});

const by = () => ({ actor: 'operator:test', at: clock.now() });
async function issue(terms: KeyTerms = {}, mode: Mode = 'live') {
  const issued = await database.transaction((tx) =>
    issueKey(tx, issuer, partnerId, mode, terms, by()),
  );
  await versions.poll();
  return issued;
}
async function set(change: PartnerChange) {
  await database.transaction((tx) => setPartner(tx, partnerId, change, by()));
  await versions.poll();
}

/** A limiter that answers asynchronously. */
function later(): Limits {
  const limiter = new Limiter(() => monotonic);
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    take: (policy) => turn().then(() => limiter.take(policy)),
    look: (policy) => turn().then(() => limiter.look(policy)),
    giveBack: (taken) => turn().then(() => limiter.giveBack(taken)),
  };
}

interface Seen {
  readonly code: string;
  readonly left: string;
  readonly wait: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Makes one call; returns its refusal or `ok`, and the limits that the reply showed. */
async function call(
  authorization: string | undefined,
  needs: Needs = reads,
  address = '192.0.2.1',
): Promise<Seen> {
  const request = { requestId: 'req', address, authorization, at: clock.now(), ...bare };
  const { quota, refusal } = await authoriser.admit(request, needs);
  let code = (refusal as Refusal | null)?.code ?? 'ok';
  if (code === 'ok' && needs.limit === 'orders') {
    try {
      await quota.takeOrder();
    } catch (error) {
      code = (error as Refusal).code;
    }
  }
  const headers = await quota.headers(code === 'rate_limited' ? 429 : 200);
  const left = headers['x-ratelimit-remaining'] ?? '';
  return { code, left, wait: headers['retry-after'] ?? '', headers };
}
const bearer = (text: string) => `Bearer ${text}`;

async function repeat(times: number, work: () => Promise<Seen>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let index = 0; index < times; index += 1) {
    const { code } = await work();
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

describe('who is admitted', () => {
  test('only a valid key, however it is sent', async () => {
    const { text } = await issue();
    const unknown = createKeyText('live', null);
    const cases: [string | undefined, string][] = [
      [bearer(text), 'ok'],
      [`bearer  ${text}`, 'ok'],
      [undefined, 'unauthorized'],
      ['', 'unauthorized'],
      [text, 'unauthorized'],
      [`Basic ${text}`, 'unauthorized'],
      [bearer(`${text} ${text}`), 'unauthorized'],
      [bearer(text.slice(0, -1)), 'unauthorized'],
      [bearer(unknown), 'unauthorized'],
    ];
    for (const [header, code] of cases) expect((await call(header)).code, header).toBe(code);
  });

  test('in the declared order: address, scope, suspension, approval', async () => {
    const { text } = await issue({ allowCidr: ['198.51.100.0/24'], scopes: ['codes'] });
    const from = (address: string, needs = reads) => call(bearer(text), needs, address);
    const codes: Needs = { ...reads, scope: 'codes' };
    await set({ suspended: 'chargeback' });
    expect((await from('192.0.2.1')).code).toBe('ip_not_allowed');
    expect((await from('::ffff:198.51.100.7')).code).toBe('scope_missing');
    expect((await from('198.51.100.7', codes)).code).toBe('partner_suspended');
    await set({ suspended: null });
    expect((await from('198.51.100.7', codes)).code).toBe('ok');
    expect((await from('not an address', codes)).code).toBe('ip_not_allowed');
  });

  test('live calls need approval, test calls do not', async () => {
    const unapproved = {
      name: 'New',
      email: readEmail('n@new.test'),
      country: null,
      currency: 'USD',
    };
    const created = await database.transaction((tx) =>
      createPartner(tx, { ...unapproved, approved: false, ...by() }),
    );
    partnerId = created.partnerId;
    const [live, test] = [await issue({}, 'live'), await issue({}, 'test')];
    expect((await call(bearer(live.text))).code).toBe('partner_not_approved');
    expect((await call(bearer(test.text))).code).toBe('ok');
    await set({ approved: true });
    expect((await call(bearer(live.text))).code).toBe('ok');
  });

  test('a revoked key is refused from the next poll on, an expired one at once', async () => {
    const expiresAt = new Date(clock.now().getTime() + HOUR);
    const [revoked, expiring] = [await issue(), await issue({ expiresAt })];
    for (const { text } of [revoked, expiring]) expect((await call(bearer(text))).code).toBe('ok');
    await database.transaction((tx) =>
      revokeKey(tx, testNotifier, revoked.key.keyId, 'leaked', by()),
    );
    await versions.poll();
    expect((await call(bearer(revoked.text))).code).toBe('unauthorized');
    clock.advance(HOUR - 1);
    expect((await call(bearer(expiring.text))).code).toBe('ok');
    clock.advance(1);
    expect((await call(bearer(expiring.text))).code).toBe('unauthorized');
  });

  test('no key is trusted while polling fails', async () => {
    const { key, text } = await issue();
    const silent = new VersionWatch(database);
    const directory = new KeyDirectory({ database, pepper, cell: null, versions: silent, clock });
    const find = async () => (directory.authenticate(text) as KeyLookUp).find();
    expect(await find()).toMatchObject({ keyId: key.keyId });
    await database.transaction((tx) => revokeKey(tx, testNotifier, key.keyId, 'leaked', by()));
    expect(await find()).toBeNull();
  });
});

describe('what is counted', () => {
  test('sixty requests a minute, and a refused one costs nothing', async () => {
    const { text } = await issue();
    const first = await call(bearer(text));
    const reset = Math.ceil((clock.now().getTime() + 60_000) / 1000);
    expect(first.headers).toEqual({
      'x-ratelimit-limit': '60',
      'x-ratelimit-remaining': '59',
      'x-ratelimit-reset': String(reset),
      'retry-after': '0',
      'ratelimit-policy': '"requests";q=60;w=60',
      ratelimit: '"requests";r=59;t=60',
    });
    monotonic += 20_000;
    expect(await repeat(70, () => call(bearer(text)))).toEqual({ ok: 59, rate_limited: 11 });
    expect(await call(bearer(text))).toMatchObject({ left: '0', wait: '40' });
    monotonic += 40_000;
    expect(await repeat(2, () => call(bearer(text)))).toEqual({ ok: 1, rate_limited: 1 });
  });

  test('ten orders in addition; a refused order refunds its request', async () => {
    const { text } = await issue();
    expect(await repeat(13, () => call(bearer(text), orders))).toEqual({ ok: 10, rate_limited: 3 });
    const refused = await call(bearer(text), orders);
    expect(refused.headers).toMatchObject({
      'x-ratelimit-limit': '10',
      'x-ratelimit-remaining': '0',
      'retry-after': '60',
      'ratelimit-policy': '"requests";q=60;w=60, "orders";q=10;w=60',
      ratelimit: '"requests";r=50;t=60, "orders";r=0;t=60',
    });
    expect((await call(bearer(text))).left).toBe('49');
  });

  test('a replay costs a request but no order, also when no order is left', async () => {
    const { text } = await issue({ ordersPerMinute: 1 });
    const at = clock.now();
    const request = { requestId: 'r', address: '::1', authorization: bearer(text), at, ...bare };
    const replay = await authoriser.admit(request, orders);
    await replay.quota.takeOrder();
    await replay.quota.giveBackOrder();
    expect((await replay.quota.headers(201)).ratelimit).toMatch(/r=59;.*"orders";r=1;t=0$/);
    expect((await call(bearer(text), orders)).code).toBe('ok');
    const late = await authoriser.admit(request, orders);
    expect(() => late.quota.takeOrder()).toThrow('rate_limited');
    expect((await late.quota.headers(201)).ratelimit).toMatch(/r=57;.*"orders";r=0;t=60$/);
    expect((await call(bearer(text))).left).toBe('56');
  });

  test('the same if limits are counted elsewhere and each answer is asynchronous', async () => {
    const [limiter, strangers] = [later(), later()];
    authoriser = createKeyAuthoriser({ keys, limiter, strangers });
    const { text } = await issue();
    expect(await repeat(13, () => call(bearer(text), orders))).toEqual({ ok: 10, rate_limited: 3 });
    expect(await repeat(52, () => call(bearer(text)))).toEqual({ ok: 50, rate_limited: 2 });
    expect(await repeat(33, () => call(undefined))).toEqual({ unauthorized: 30, rate_limited: 3 });
    expect((await call(bearer(text), orders)).headers).toMatchObject({ 'retry-after': '60' });
  });

  test('keys of one rotation share a count', async () => {
    const { key, text } = await issue();
    await repeat(30, () => call(bearer(text)));
    const rotated = await database.transaction((tx) =>
      rotateKey(tx, issuer, key.keyId, HOUR, by()),
    );
    await versions.poll();
    expect(await repeat(40, () => call(bearer(rotated.text)))).toEqual({
      ok: 30,
      rate_limited: 10,
    });
    expect((await call(bearer(text))).code).toBe('rate_limited');
  });

  test('a partner has three times its largest limit over all keys, or its own limit', async () => {
    const texts: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      texts.push((await issue({ requestsPerMinute: index === 0 ? 20 : 15 })).text);
    }
    let turn = 0;
    const any = () => call(bearer(texts[turn++ % 5] ?? ''));
    expect(await repeat(80, any)).toEqual({ ok: 60, rate_limited: 20 });
    await issue({}, 'test').then(async ({ text }) => {
      expect((await call(bearer(text))).code).toBe('ok');
    });
    await set({ requestsPerMinute: 62 });
    expect(await repeat(5, any)).toEqual({ ok: 2, rate_limited: 3 });
  });

  test('a forbidden call counts, and is still refused with its reason when nothing is left', async () => {
    const { text } = await issue({ scopes: ['codes'], requestsPerMinute: 2 });
    expect(await repeat(5, () => call(bearer(text)))).toEqual({ scope_missing: 5 });
    expect((await call(bearer(text), { ...reads, scope: 'codes' })).code).toBe('rate_limited');
  });

  test('without a valid key the address counts, and no key is affected', async () => {
    const { text } = await issue();
    await call(bearer(text));
    expect(await repeat(33, () => call('Bearer nonsense'))).toEqual({
      unauthorized: 30,
      rate_limited: 3,
    });
    expect((await call(undefined, open)).headers).toMatchObject({
      'x-ratelimit-limit': '30',
      'retry-after': '60',
      'ratelimit-policy': '"address";q=30;w=60',
    });
    expect((await call(bearer(text))).code).toBe('ok');
    expect((await call(undefined, open, '192.0.2.2')).code).toBe('ok');
    await repeat(30, () => call(undefined, open, '2001:db8::1'));
    expect((await call(undefined, open, '2001:db8::2')).code).toBe('rate_limited');
    expect((await call(bearer(text), open, '2001:db8::2')).code).toBe('ok');
  });

  describe('a key that must be looked up', () => {
    let lookUps = 0;
    let strangers: Limiter;
    const counting = (directory: KeyDirectory): Authoriser<KeyEntry> =>
      createKeyAuthoriser({
        keys: {
          misdirected: (text) => directory.misdirected(text),
          authenticate: (text) => {
            const found = directory.authenticate(text);
            if (found === null || !isLookUp(found)) return found;
            const find = () => {
              lookUps += 1;
              return found.find();
            };
            return found.isFree ? found : { ...found, find };
          },
        },
        limiter: new Limiter(() => monotonic),
        strangers,
      });
    const forget = async () => {
      await database.transaction((tx) => bumpVersion(tx, 'partners'));
      await versions.poll();
    };
    beforeEach(() => {
      lookUps = 0;
      strangers = new Limiter(() => monotonic);
      authoriser = counting(keys);
    });

    test('counts as a stranger’s until it is found: invented keys get a limited number of look-ups', async () => {
      const [used, fresh] = [await issue(), await issue()];
      expect((await call(bearer(used.text))).code).toBe('ok');
      const made = () => call(bearer(createKeyText('live', null)));
      expect(await repeat(40, made)).toEqual({ unauthorized: 30, rate_limited: 10 });
      expect(lookUps).toBe(31);
      await forget();
      expect((await call(bearer(used.text))).code, 'recently valid').toBe('ok');
      expect((await call(bearer(fresh.text))).code, 'never seen').toBe('rate_limited');
      monotonic += 60_000;
      expect((await call(bearer(fresh.text))).code).toBe('ok');
    });

    test('costs its address nothing if it is valid, or if nobody can know', async () => {
      const { text } = await issue();
      for (let turn = 0; turn < 35; turn += 1) {
        authoriser = counting(new KeyDirectory({ database, pepper, cell: null, versions, clock }));
        expect((await call(bearer(text))).code).toBe('ok');
      }
      const away = new KeyDirectory({
        ...{ pepper, cell: null, versions, clock },
        database: new Database({ url: 'postgres://127.0.0.1:1/nowhere' }),
      });
      authoriser = counting(away);
      const made = () => call(bearer(createKeyText('live', null)));
      await repeat(35, made);
      authoriser = counting(keys);
      expect(await repeat(31, made)).toEqual({ unauthorized: 30, rate_limited: 1 });
    });

    test('is looked up once for all simultaneous requests with it', async () => {
      const { text } = await issue();
      const query = vi.spyOn(database.reads, 'query');
      const all = await Promise.all(Array.from({ length: 40 }, () => call(bearer(text))));
      expect(all.filter(({ code }) => code === 'ok')).toHaveLength(40);
      expect(query).toHaveBeenCalledTimes(1);
      expect(lookUps).toBe(1);
      query.mockRestore();
    });

    test('is free to look up once more after it was revoked', async () => {
      const { key, text } = await issue();
      await call(bearer(text));
      await database.transaction((tx) => revokeKey(tx, testNotifier, key.keyId, 'leaked', by()));
      await versions.poll();
      const codes = await repeat(40, () => call(bearer(text)));
      expect(codes).toEqual({ unauthorized: 30, rate_limited: 10 });
    });
  });
});
