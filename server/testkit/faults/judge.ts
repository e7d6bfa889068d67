import { setTimeout as delay } from 'node:timers/promises';
import type { Balance, EventList, Order, OrderCodeList } from '@psnb2b/contract';
import { callApi } from '../call.ts';
import { type History, type Promised, readHistory, statusesOf } from './history.ts';
import type { Line } from './journal.ts';
import { fullestWindows } from './limit-windows.ts';
import { QUANTITY } from './load.ts';
import { outstanding } from './outstanding.ts';
import { BALANCE, LIMIT, type Rig } from './rig.ts';

/** What each check guards against. */
export type Check =
  | 'strange replies'
  | 'never settled'
  | 'never ended'
  | 'lost'
  | 'doubles'
  | 'called undone'
  | 'codes in two orders'
  | 'false stock'
  | 'false money'
  | 'limits exceeded'
  | 'events missing'
  | 'invariants'
  | 'died by itself';

export type Findings = Readonly<Record<Check, readonly string[]>>;

const SKU = 'PSN-US-50';
const AT_ONCE = 12;
/** Events that go on arriving are waited for; so is a worker that is replaced after its lease. */
const EVENTS_MS = 60_000;
/** For all of them: events that trickle in for longer are late. */
const EVENTS_MS_MAX = 240_000;
/** Holds that end this soon are waited for, so that nothing ends while the sums are taken. */
const ENDS_SOON_MS = 600_000;
/** The worker ends a hold within this time. */
const ENDING_MS = 30_000;
const POLL_MS = 250;
/** A fetch that failed on the way: the system did not answer. */
const GONE = /^(TypeError: (fetch failed|terminated)|TimeoutError|AbortError|Error: aborted)/;

/** Compares the journal with the system, which must be well again: what was acknowledged must be there, once, and nothing else. */
export async function judge(rig: Rig, lines: readonly Line[]): Promise<Findings & Figures> {
  const history = readHistory(lines);
  const found: Record<Check, string[]> = {
    'strange replies': strangeReplies(history),
    'never settled': history.unsettled.map(({ id, kind }) => `${kind} ${id}`),
    'never ended': [],
    lost: [],
    doubles: [],
    'called undone': [],
    'codes in two orders': [],
    'false stock': [],
    'false money': [],
    'limits exceeded': [],
    'events missing': [],
    invariants: [],
    'died by itself': [],
  };
  const { nodes } = rig;
  const fullest = fullestWindows(history, {
    ...{ limit: LIMIT, nodes: nodes.length, alone: rig.countedAlone() },
  });
  found['limits exceeded'].push(...fullest.exceeded);
  const seen = new Seen(rig, found);
  found['never ended'].push(...(await heldForEver(history, seen)));
  await eachOf([...history.orders.values()], (promised) => seen.order(promised));
  await eachOf([...history.claims], ([id, buyer]) => seen.claim(id, buyer));
  for (const [key, ids] of history.idsByKey) {
    if (ids.size > 1) found.doubles.push(`${key} has ${[...ids].join(' and ')}`);
  }
  await eachOf([...history.givenUp.values()], async ({ id, buyer, path }) => {
    if (path !== '/orders') return;
    const list = await seen.get<{ data: Order[] }>(buyer, `/orders?reference=${id}`);
    if (list.data.length > 0) found['called undone'].push(`${id} is ${list.data[0]?.id}`);
  });
  await judgeSums(rig, history, seen, found);
  // A system that has lost something may have lost events, too.
  const isWell = Object.values(found).every((each) => each.length === 0);
  found['events missing'].push(...(await missingEvents(rig, seen, isWell ? EVENTS_MS : POLL_MS)));
  await rig.withShop(async (shop) => {
    found.invariants.push(...(await shop.verify()));
  });
  found['died by itself'].push(...rig.supervisor.died);
  return { ...found, acknowledged: history.acknowledged, fullest };
}

interface Figures {
  readonly acknowledged: number;
  readonly fullest: ReturnType<typeof fullestWindows>;
}

function strangeReplies({ sent }: History): string[] {
  return sent.flatMap(({ call, reply, lost }) => {
    if (lost && !GONE.test(lost.error)) return [lost.error];
    if (!reply || reply.status < 300) return [];
    const { code } = reply.body;
    if (reply.status === 503 || code === 'idempotency_in_progress') return [];
    if (call.kind === 'probe' && code === 'rate_limited') return [];
    return [`${call.kind} ${call.id}: ${reply.status} ${JSON.stringify(reply.body)}`];
  });
}

/** What the system shows of the orders that were acknowledged. */
class Seen {
  readonly #rig: Rig;
  readonly #found: Record<Check, string[]>;
  /** Which order has a code, by its plain text. */
  readonly #owners = new Map<string, string>();
  /** Codes that left the stock: delivered and not returned, or held. */
  gone = 0;
  /** Minor units by partner: what was paid and not returned, and what is held. */
  readonly spent = new Map<number, number>();
  readonly held = new Map<number, number>();

  constructor(rig: Rig, found: Record<Check, string[]>) {
    this.#rig = rig;
    this.#found = found;
  }

  async get<Body>(buyer: number, path: string): Promise<Body> {
    const reply = await this.#call(buyer, 'GET', path);
    if (reply.status !== 200) throw new Error(`GET ${path}: ${reply.text}`);
    return reply.body as Body;
  }

  /** Null for an order that is not there. */
  async statusOf(buyer: number, id: string): Promise<unknown> {
    const reply = await this.#call(buyer, 'GET', `/orders/${id}`);
    return reply.status === 200 ? reply.body.status : null;
  }

  #call(buyer: number, method: string, path: string, more: object = {}) {
    const { nodes, buyers } = this.#rig;
    const { url } = nodes[buyer % nodes.length] ?? { url: '' };
    return callApi(url, method, path, { key: buyers[buyer]?.key ?? '', ...more });
  }

  async order(promised: Promised): Promise<void> {
    const { id, key, buyer, state, returned, order, body } = promised;
    const { lost } = this.#found;
    const reply = await this.#call(buyer, 'GET', `/orders/${id}`);
    if (reply.status !== 200) {
      lost.push(`${id} is answered with ${reply.status}`);
      return;
    }
    const now = reply.body as unknown as Order;
    if (!statusesOf(promised, Date.now()).includes(now.status))
      lost.push(`${id} is ${now.status}, not ${state}`);
    const refunded = returned * cents(order.unit_price);
    if (cents(now.refunded) !== refunded) {
      lost.push(`${id} has refunded ${now.refunded} for ${returned} returned codes`);
    }
    const { partner } = this.#rig.buyers[buyer] ?? { partner: -1 };
    if (now.status === 'pending') {
      this.gone += QUANTITY;
      add(this.held, partner, cents(now.total));
    }
    if (now.status !== 'delivered') return;
    this.gone += QUANTITY - returned;
    add(this.spent, partner, cents(now.total) - refunded);
    const replay = await this.#call(buyer, 'POST', '/orders', { idempotencyKey: key, body });
    if (replay.body.id !== id || replay.headers.get('idempotent-replayed') !== 'true') {
      this.#found.doubles.push(`${id} is not what its key gives: ${replay.text}`);
    }
    await this.#codes(promised);
  }

  async #codes({ id, buyer, returned }: Promised): Promise<void> {
    const { data } = await this.get<OrderCodeList>(buyer, `/orders/${id}/codes`);
    if (data.length !== QUANTITY) this.#found.lost.push(`${id} has ${data.length} codes`);
    const back = data.filter(({ status }) => status === 'returned').length;
    if (back !== returned) this.#found.lost.push(`${id} has ${back} codes returned`);
    for (const { code, status } of data) {
      if (status === 'returned') continue;
      if (!code || !this.#rig.codes.has(code)) {
        this.#found['false stock'].push(`${id} has a code that was never imported`);
        continue;
      }
      const owner = this.#owners.get(code);
      if (owner) this.#found['codes in two orders'].push(`${owner} and ${id}`);
      this.#owners.set(code, id);
    }
  }

  async claim(id: string, buyer: number): Promise<void> {
    const reply = await this.#call(buyer, 'GET', `/claims/${id}`);
    if (reply.status !== 200) this.#found.lost.push(`${id} is answered with ${reply.status}`);
  }
}

/** Waits for the holds that end by themselves; returns those that do not. */
async function heldForEver({ orders }: History, seen: Seen): Promise<string[]> {
  const now = Date.now();
  const soon = [...orders.values()].filter(
    ({ state, order }) =>
      state === 'open' && order.expires_at && Date.parse(order.expires_at) < now + ENDS_SOON_MS,
  );
  const endsAt = soon.map(({ order }) => Date.parse(order.expires_at ?? ''));
  const until = Math.max(now, ...endsAt) + ENDING_MS;
  for (;;) {
    const held: string[] = [];
    await eachOf(soon, async ({ id, buyer }) => {
      if ((await seen.statusOf(buyer, id)) === 'pending') held.push(id);
    });
    if (held.length === 0 || Date.now() > until) return held;
    await delay(Math.min(1_000, POLL_MS * Math.max(1, held.length)));
  }
}

/** Orders, stock and money in total: what no acknowledgement explains is too much. */
async function judgeSums(
  { buyers, codes, withShop }: Rig,
  { orders }: History,
  seen: Seen,
  found: Record<Check, string[]>,
): Promise<void> {
  await withShop(async (shop) => {
    const [row] = await shop.rows<{ count: number }>(
      'SELECT count(*)::int AS count FROM orders.orders',
    );
    const beyond = (row?.count ?? 0) - orders.size - found['called undone'].length;
    if (beyond > 0) found.doubles.push(`${beyond} orders that no reply named`);
    const available = await shop.available(SKU);
    const expected = codes.size - seen.gone;
    if (available !== expected && beyond === 0) {
      found['false stock'].push(`${available} codes are for sale, and ${expected} are left`);
    }
  });
  for (const [index, { partner }] of buyers.entries()) {
    if (buyers.findIndex((each) => each.partner === partner) !== index) continue;
    const balance = await seen.get<Balance>(index, '/balance');
    const [spent, held] = [seen.spent.get(partner) ?? 0, seen.held.get(partner) ?? 0];
    const expected = BALANCE * 100 - spent;
    if (cents(balance.balance) !== expected || cents(balance.held) !== held) {
      found['false money'].push(
        `partner ${partner} has ${balance.balance}, ${balance.held} of it held; by its journal ${expected / 100}, ${held / 100} held`,
      );
    }
  }
}

/** Waits until every event has arrived at least once; returns those that have not. */
async function missingEvents(
  { buyers, receiver }: Rig,
  seen: Seen,
  patienceMs: number,
): Promise<readonly string[]> {
  const all = new Set<string>();
  for (const [index, { partner }] of buyers.entries()) {
    if (buyers.findIndex((each) => each.partner === partner) !== index) continue;
    let after = 0;
    for (;;) {
      const path = `/events?limit=100&after=${after}`;
      const page = await seen.get<EventList>(index, path);
      for (const { id, sequence } of page.data) {
        if (sequence !== after + 1) return [`event ${after + 1} of partner ${partner}`];
        after = sequence;
        all.add(id);
      }
      if (!page.has_more) break;
    }
  }
  return outstanding(
    () => {
      const arrived = new Set(receiver.received.map(({ event }) => event.id));
      return [...all].filter((id) => !arrived.has(id));
    },
    {
      patienceMs,
      limitMs: EVENTS_MS_MAX,
      now: () => performance.now(),
      wait: () => delay(POLL_MS),
    },
  );
}

async function eachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>) {
  const rest = items[Symbol.iterator]();
  const worker = async () => {
    for (let next = rest.next(); !next.done; next = rest.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function cents(amount: string): number {
  return Math.round(Number(amount) * 100);
}

function add(sums: Map<number, number>, partner: number, amount: number): void {
  sums.set(partner, (sums.get(partner) ?? 0) + amount);
}
