/**
 * Guards: an open page is notified of every change that concerns its reader, wherever it was made, and of no other; the stream ends
 * with the session, the role or the standing that opened it, holds no place for ever, and loses nothing over a break.
 */
import { setImmediate } from 'node:timers/promises';
import { type LiveTopic, liveTopics, type Order } from '@psnb2b/contract';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { Followed } from '../../src/live/followed.ts';
import { POLL_MS } from '../../src/live/live.ts';
import { LiveStream } from '../../src/live/live-stream.ts';
import { resumePartner, suspendPartner } from '../../src/partners/index.ts';
import {
  colleague,
  openShop,
  type Shop,
  signUp,
  staff,
  Visitor,
  type Watching,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let agent: Visitor;
interface Business {
  readonly owner: Visitor;
  readonly partnerId: string;
  readonly key: string;
}
let ours: Business;
let theirs: Business;

beforeAll(async () => {
  shop = await openShop({ clock });
  await shop.stock({ codes: 50 });
  agent = (await staff(shop, 'support')).visitor;
  [ours, theirs] = [await business(), await business()];
});
afterAll(() => shop[Symbol.asyncDispose]());
afterEach(() => {
  for (const each of watchings.splice(0)) each.close();
  return left(0);
});

const watchings: Watching[] = [];
async function watch(person: Visitor, lastEventId?: string | null): Promise<Watching> {
  const watching = await person.watch(lastEventId);
  watchings.push(watching);
  return watching;
}

/** Waits until so many streams are open: the server notices a closed connection a moment later. */
async function left(streams: number): Promise<void> {
  while (shop.app.live.size > streams) await setImmediate();
}

async function business(): Promise<Business> {
  const { visitor: owner, partnerId: id } = await signUp(shop);
  const partnerId = parseId('prt', id) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '1000.00');
  return { owner, partnerId, key: (await shop.key(partnerId)).text };
}

async function order({ key }: Business): Promise<void> {
  const body = { region: 'US', denomination: 50, quantity: 1 };
  expect((await shop.call<Order>('POST', '/orders', { key, body })).status).toBe(201);
}

async function openTicket({ owner }: Business): Promise<string> {
  const body = { topic: 'other', subject: 'A question', text: 'Where?' };
  const { body: ticket } = await owner.post<{ id: string }>('/tickets', body);
  return ticket.id;
}

const CHANGES: readonly [name: string, who: string, act: () => Promise<unknown>][] = [
  ['orders', 'an order by API', () => order(ours)],
  ['balance', 'a deposit that staff credit', () => shop.deposit(ours.partnerId, '10.00')],
  ['business', 'terms that staff change', () => shop.change(ours.partnerId, { lowBalance: 5 })],
  ['keys', 'a key that staff issue', () => shop.key(ours.partnerId)],
  ['tickets', 'a ticket of a colleague', () => openTicket(ours)],
];

test.each(CHANGES)('%s changes for its people by %s', async (name, _who, act) => {
  const watching = await watch(ours.owner);
  expect(await watching.next()).toMatchObject({ event: 'open', data: { all: true } });
  await act();
  expect(await watching.until(name)).toContain(name);
});

test('a change is said by the second look at the database after its commit, so within two seconds', async () => {
  const watching = await watch(ours.owner);
  await watching.next();
  const looks = vi.spyOn(Followed.prototype, 'read');
  const says = vi.spyOn(LiveStream.prototype, 'say');
  try {
    // The worst case: the stream has just said something, and rests.
    await openTicket(ours);
    await watching.until('tickets');
    await order(ours);
    const before = looks.mock.calls.length;
    await watching.until('orders');
    const said = says.mock.calls.findIndex(([text]) => text.includes('"orders"'));
    const saidAt = says.mock.invocationCallOrder[said] ?? Number.POSITIVE_INFINITY;
    const after = looks.mock.invocationCallOrder.slice(before);
    expect(after.filter((at) => at < saidAt).length).toBeLessThanOrEqual(2);
    // A look that had begun before the commit is over before those two.
    expect((1 + 2) * POLL_MS).toBeLessThan(2_000);
  } finally {
    looks.mockRestore();
    says.mockRestore();
  }
});

test('nobody is notified of what another business does, nor of what another person is notified of', async () => {
  const { visitor: reader } = await colleague(shop, ours.owner, 'read_only');
  const [watching, watchingReader] = [await watch(ours.owner), await watch(reader)];
  // What the new colleague has changed may have been said before the streams began, and is said before this.
  await openTicket(ours);
  await watching.until('tickets');
  await order(theirs);
  await shop.deposit(theirs.partnerId, '10.00');
  await shop.key(theirs.partnerId);
  await openTicket(theirs);
  // Owners are notified of an answer; whoever only reads is not.
  const ticketId = await openTicket(ours);
  await agent.post(`/tickets/${ticketId}/messages`, { text: 'Here.' });
  expect([...(await watching.until('notifications'))].sort()).toEqual([
    'me',
    'notifications',
    'tickets',
  ]);
  await shop.deposit(ours.partnerId, '1.00');
  expect(await watchingReader.until('balance')).not.toContain('notifications');
});

test('staff are notified of what concerns any business, in the words of their own app', async () => {
  const watching = await watch(agent);
  await openTicket(theirs);
  expect(await watching.until('tickets')).toContain('today');
});

test('staff are notified when an order begins or ends to wait for them, or fails, and of no other order', async () => {
  const { partnerId, key } = theirs;
  const watching = await watch(agent);
  await order(theirs);
  await openTicket(theirs);
  expect(await watching.until('tickets')).not.toContain('orders');
  await shop.change(partnerId, { approvalLimit: 0 });
  const body = { region: 'US', denomination: 50, quantity: 1 };
  const { id } = (await shop.call<Order>('POST', '/orders', { key, body })).body;
  expect(await watching.until('orders')).toContain('today');
  await shop.call('POST', `/orders/${id}/cancel`, { key });
  await watching.until('orders');
  await shop.change(partnerId, { approvalLimit: null });
});

test('a role is not notified of what it may not read', async () => {
  const { visitor: reader } = await colleague(shop, ours.owner, 'read_only');
  const [watching, watchingReader] = [await watch(ours.owner), await watch(reader)];
  await ours.owner.post('/invitations', { email: 'late@shop.example', role: 'buyer' });
  expect(await watching.until('colleagues')).toContain('invitations');
  expect(await watchingReader.until('colleagues')).not.toContain('invitations');
});

describe('a stream ends', () => {
  test('with its session', async () => {
    const { visitor: person } = await colleague(shop, ours.owner, 'buyer');
    const watching = await watch(person);
    await person.post('/sign-out');
    await watching.ended();
    expect((await watch(person)).response.status).toBe(401);
  });

  test('with its role', async () => {
    const { visitor: person } = await colleague(shop, ours.owner, 'buyer');
    const watching = await watch(person);
    const { body } = await person.get<{ user: { id: string } }>('/me');
    await ours.owner.call('PATCH', `/colleagues/${body.user.id}`, { body: { role: 'finance' } });
    await watching.ended();
    const again = await watch(person);
    expect(again.response.status).toBe(200);
  });

  test('with the standing of its business', async () => {
    const { owner, partnerId } = await business();
    const by = { actor: 'operator:test', at: clock.now() };
    const { database } = shop.app;
    const suspended = await watch(owner);
    await database.transaction((tx) => suspendPartner(tx, shop.app, partnerId, 'x', by));
    await suspended.ended();
    const resumed = await watch(owner);
    await database.transaction((tx) => resumePartner(tx, shop.app, partnerId, by));
    await resumed.ended();
  });

  test('when its reader has left 64 KiB unread', () => {
    const watcher = {
      ...{ sessionId: 's', userId: 'u', role: 'owner', partnerId: 'p', isSuspended: false },
      ...{ scopes: [], reads: new Set<string>() },
    };
    const stream = new LiveStream(watcher, () => {});
    stream.body.on('error', () => {});
    const text = Buffer.alloc(1_024);
    for (let said = 0; said < 64; said += 1) stream.say(text);
    expect(stream.body.destroyed).toBe(false);
    stream.say(text);
    expect(stream.body.destroyed).toBe(true);
  });
});

test('a session has four streams; a fifth has to wait, until one has ended', async () => {
  const { visitor: person } = await colleague(shop, ours.owner, 'buyer');
  const open = await Promise.all([1, 2, 3, 4].map(() => watch(person)));
  expect(open.map(({ response }) => response.status)).toEqual([200, 200, 200, 200]);
  for (const each of open) await each.next();
  const refused = await person.get('/live');
  expect(refused.body).toMatchObject({ code: 'rate_limited', policy: 'live', retry_after: 10 });
  // Other people of the business have their own.
  expect((await ours.owner.get('/live')).status).toBe(200);
  const { size } = shop.app.live;
  open[0]?.close();
  await left(size - 1);
  open[0] = await watch(person);
  expect(open[0].response.status).toBe(200);
});

test('a page that comes back is notified of what it missed; one that comes from elsewhere reads all again', async () => {
  const before = await watch(ours.owner);
  await before.next();
  before.close();
  await left(0);
  await order(ours);
  const back = await watch(ours.owner, before.lastId);
  expect(await back.next()).toMatchObject({ event: 'open', data: { all: false } });
  expect(await back.until('orders')).toContain('balance');
  for (const unknown of ['0.0', `${before.lastId}9`, 'x', `${before.lastId?.split('.')[0]}.-1`]) {
    const elsewhere = await watch(ours.owner, unknown);
    expect(await elsewhere.next()).toMatchObject({ data: { all: true } });
    elsewhere.close();
    await left(1);
  }
});

describe('a page that names the last change before it', () => {
  const since = async ({ cookies }: Visitor, path: string) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const html = await (await fetch(shop.url + path, { headers: { cookie } })).text();
    return /<meta name="live-since" content="([^"]+)"/.exec(html)?.[1] ?? null;
  };

  test('reads only what changed since it was sent, of its own business', async () => {
    const { owner, partnerId, key } = await business();
    await order({ owner, partnerId, key });
    const sent = await since(owner, '/portal/overview');
    await openTicket({ owner, partnerId, key });
    await openTicket(theirs);
    const watching = await watch(owner, sent);
    expect(await watching.next()).toMatchObject({ event: 'open', data: { all: false } });
    const names = await watching.until('tickets');
    expect(names).not.toContain('orders');
    await order({ owner, partnerId, key });
    expect(await watching.until('orders')).toContain('balance');
  });

  test('reads nothing twice where nothing changed, in either app', async () => {
    for (const [person, path] of [
      [ours.owner, '/portal/overview'],
      [agent, '/console/tickets'],
    ] as const) {
      const watching = await watch(person, await since(person, path));
      expect(await watching.next()).toMatchObject({ event: 'open', data: { all: false } });
    }
  });

  test('is only a page of somebody who is signed in', async () => {
    const stranger = new Visitor(shop.url, 'portal', '203.0.113.9');
    stranger.cookies.set('psnb2b_portal', 's'.repeat(43));
    expect(await since(stranger, '/portal/overview')).toBe(null);
    expect(await since(ours.owner, '/portal/sign-in')).toBe(null);
    expect(await since(ours.owner, '/console/tickets')).toBe(null);
  });
});

test('HEAD opens none, and the number of open ones is a metric', async () => {
  const watching = await watch(ours.owner);
  await watching.next();
  const figure = async () =>
    Number(/^psnb2b_live_streams (\d+)$/m.exec(await shop.app.metrics.text())?.[1]);
  const open = await figure();
  expect(open).toBeGreaterThan(0);
  expect((await ours.owner.call('HEAD', '/live')).status).toBe(200);
  expect(await figure()).toBeLessThanOrEqual(open);
});

test('a server that ends sends its pages away first, each for another while', async () => {
  const own = await openShop({ clock });
  const { visitor: owner } = await signUp(own);
  const open = await Promise.all([1, 2, 3].map(() => owner.watch()));
  for (const each of open) await each.next();
  own.app.live.close();
  // Nothing of it is waited for.
  await own.app.drain.stop();
  const rests = await Promise.all(open.map((each) => each.ended()));
  const waits = rests.map((rest) => rest.at(-1)?.data.retry_ms as number);
  expect(waits.every((each) => each >= 0 && each < 5_000)).toBe(true);
  expect(new Set(waits).size).toBeGreaterThan(1);
  expect((await owner.get('/live')).body.code).toBe('unavailable');
  await own[Symbol.asyncDispose]();
});

/** Tables without a note of their changes, each with the reason. */
const UNNOTED: Readonly<Record<string, string>> = {
  'public.migrations': 'changes with the server',
  'backups.wal_archives': 'changes every few seconds: no page shows it',
  ...because('has a number that every event moves', 'events.outbox', 'events.streams'),
  ...because(
    'has a number that every movement moves',
    ...['ledger.accounts', 'ledger.postings', 'ledger.transfers'],
  ),
  ...because(
    'says which orders staff were notified of: no page shows it',
    'orders.approval_notices',
  ),
  ...because(
    'has a number that every attempt moves',
    ...['webhooks.attempts', 'webhooks.cursors', 'webhooks.deliveries'],
  ),
  ...because(
    'is written with an event of its order',
    ...['orders.queue', 'orders.ranges', 'orders.refunds', 'orders.nexts'],
  ),
  ...because(
    'is counted every few seconds from what has a number of its own',
    ...['days', 'money_days', 'house_days', 'marks', 'state', 'checks', 'checked_days'].map(
      (name) => `sales.${name}`,
    ),
  ),
  ...because(
    'is written with its claim or recall',
    'orders.code_moves',
    'claims.codes',
    'recalls.codes',
  ),
  ...because('is written with its lot', 'stock.lot_shapes', 'stock.rejects', 'stock.runs'),
  ...because('is stock, which pages read every few seconds', 'stock.codes', 'stock.lanes'),
  ...because('is counted every few minutes', 'stock.paces', 'stock.sold_out_days'),
  ...because('is stock, which pages read every few seconds', 'stock.shelves', 'stock.epoch'),
  ...because('grows with everything that is done', 'audit.entries', 'audit.chain', 'audit.head'),
  ...because('is written with the chain', 'audit.listed', 'audit.verified'),
  ...because('is on no page', 'audit.signed_heads', 'catalog.regions', 'orders.known_codes'),
  ...because('is read with what it belongs to', 'files.files', 'files.pieces', 'imports.pieces'),
  ...because('is read with bank lines', 'bank_statements.parts', 'bank_statements.payers'),
  ...because('is read with bank lines, too', 'bank_statements.statement_lines'),
  ...because('counts tries', 'identity.challenges', 'identity.failures', 'quotas.uses'),
  ...because('counts acts', 'kit.acts', 'partners.key_usage', 'proposals.raised_alone'),
  ...because('is of the machinery', 'kit.changes', 'kit.commit_probe', 'kit.idempotency'),
  ...because('is of the machinery', 'kit.nodes', 'kit.spending_epoch', 'kit.spendings'),
  ...because('is written by a restore, before anybody signs in', 'kit.epochs', 'events.holes'),
  ...because('is written by a restore', 'invoicing.lost_numbers', 'stock.lost_codes'),
  ...because('is measured, and written by a page of its own', ...['status.minutes', 'status.days']),
  ...because('is written with its incident', 'status.incident_updates'),
  ...because('is written with its change', 'catalog.price_change_lines'),
  ...because('is written with a price', 'catalog.price_history'),
  ...because('grows with every call', 'request_log.calls', 'request_log.gaps'),
  ...because('grows with every call', 'request_log.last_uses'),
  ...because('is written before its document', 'invoicing.books', 'invoicing.drafts'),
  ...because('is written with its document', 'invoicing.lines', 'invoicing.series'),
  ...because('is written with its notification', 'invoicing.reminders'),
  ...because('is of the machinery', 'kit.trusted_time', 'kit.versions'),
  ...because('never changes', 'deposit_methods.creditor_references', 'shop.demo', 'shop.logos'),
  ...because('holds keys', 'vault.data_keys', 'vault.key_encryption_keys', 'vault.named_keys'),
  ...because('becomes a notification', 'webhooks.notices', 'webhooks.inventory_marks'),
  ...because('is written with an event', 'alerts.announced'),
  ...because('is figures, read every 15 seconds', 'webhooks.sums'),
};

function because(reason: string, ...tables: readonly string[]): Record<string, string> {
  return Object.fromEntries(tables.map((each) => [each, reason]));
}

test('every table notes its changes by a known topic, or is listed with the reason why not', async () => {
  const tables = await shop.rows<{ name: string; topics: string[] }>(
    `SELECT n.nspname || '.' || c.relname AS name,
            ARRAY(SELECT split_part(encode(t.tgargs, 'escape'), E'\\\\000', 1) FROM pg_trigger t
                    JOIN pg_proc p ON p.oid = t.tgfoid
                   WHERE t.tgrelid = c.oid AND p.proname = 'note_change') AS topics
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const silent = tables.filter(({ topics }) => topics.length === 0).map(({ name }) => name);
  expect(silent.sort()).toEqual(Object.keys(UNNOTED).sort());
  const own: readonly LiveTopic[] = ['events', 'balance', 'deliveries'];
  const noted = new Set([...tables.flatMap(({ topics }) => topics), ...own]);
  expect([...noted].sort()).toEqual(Object.keys(liveTopics).sort());
});
