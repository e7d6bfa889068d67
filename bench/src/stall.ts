import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { assert } from '../../server/src/kit/assert.ts';
import { type Benchmark, median, type Result, type Run } from './rig/benchmark.ts';
import { openCluster } from './rig/cluster.ts';
import { writeCodesFile } from './rig/codes-file.ts';
import { type Entrance, type Fed, invalidRequests } from './rig/hostile-requests.ts';
import type { Held } from './rig/loop-probe.ts';
import { openPeople } from './rig/people.ts';
import { operate, type ServerProcess, startProbedServer } from './rig/server-process.ts';
import { openShop } from './rig/shop.ts';
import { validRequests } from './rig/worst-requests.ts';

/** The goal: no order waits longer because of another client's request. */
const GOAL_MS = 50;
const TIMES = { full: 7, quick: 1 };
const PEOPLE = 20;
const IDLE_SECONDS = 10;
const SHOWN = 15;

interface Delay {
  readonly name: string;
  /**
   * Takes the smallest of all rounds, per request: disturbances such as garbage collection do not occur in every round.
   */
  readonly held: Held;
  readonly statuses: ReadonlySet<number>;
}

/** Measures how long the event loop is blocked by each public call, with its worst valid and invalid input. */
export const stall: Benchmark = async (run) => {
  await using cluster = await openCluster();
  run.log('stall: preparing a shop');
  const shop = await openShop(cluster, 'stall', 1);
  const people = await openPeople(shop, PEOPLE);
  const file = join(cluster.folder, 'codes.csv');
  await writeCodesFile(file, shop.products.slice(0, 1), 5_000);
  await operate(
    ['stock', 'import', '--file', file, '--supplier', 'bench', '--new-supplier'],
    shop.env,
  );
  await using server = await startProbedServer({ ...shop.env, TRUSTED_PROXIES: '127.0.0.0/8' });
  const entrances = await Promise.all(people.map((person) => person.enter(server.url)));
  const [entrance] = entrances;
  const key = shop.buyers[0]?.key ?? '';
  if (!entrance) throw new Error('somebody signs in');
  const feeder = new Feeder(server, entrances);
  const idle = await feeder.idle(run);
  run.log('stall: valid input');
  const valid = await feeder.feed(run, await validRequests(server.url, { ...entrance, key }, shop));
  run.log('stall: invalid input');
  const invalid = await feeder.feed(run, invalidRequests({ ...entrance, key }));
  return [resultOf('stall, valid', valid, idle), resultOf('stall, invalid', invalid, idle)];
};

class Feeder {
  readonly #server: ServerProcess;
  readonly #entrances: readonly Entrance[];
  readonly #agent = new Agent({ connections: 4, headersTimeout: 120_000, bodyTimeout: 120_000 });
  #turn = 0;

  constructor(server: ServerProcess, entrances: readonly Entrance[]) {
    this.#server = server;
    this.#entrances = entrances;
  }

  /** Returns the worst delays, per second, of a server that only answers health checks. */
  async idle({ quick, signal }: Run): Promise<Held> {
    const worst: Held[] = [];
    for (let second = 0; second < (quick ? 1 : IDLE_SECONDS); second += 1) {
      signal.throwIfAborted();
      await this.#server.worstHeld();
      for (const began = performance.now(); performance.now() - began < 1_000; ) {
        await this.#send({ name: 'idle', method: 'GET', path: '/healthz', headers: {} });
      }
      worst.push(await this.#server.worstHeld());
    }
    return {
      passedMs: median(worst.map(({ passedMs }) => passedMs)),
      workedMs: median(worst.map(({ workedMs }) => workedMs)),
    };
  }

  /** Sends every request so many times, in turns, so that no minute belongs to one request alone. */
  async feed({ quick, signal }: Run, requests: readonly Fed[]): Promise<Delay[]> {
    const seen = requests.map(({ name }) => ({
      name,
      held: [] as Held[],
      statuses: new Set<number>(),
    }));
    for (let round = 0; round < (quick ? TIMES.quick : TIMES.full); round += 1) {
      for (const [index, each] of requests.entries()) {
        signal.throwIfAborted();
        await this.#server.worstHeld();
        const status = await this.#send(each);
        assert(status === (each.status ?? status), `${each.name} is answered with ${status}`);
        seen[index]?.statuses.add(status);
        seen[index]?.held.push(await this.#server.worstHeld());
      }
    }
    return seen.map(({ name, held, statuses }) => ({ name, held: smallest(held), statuses }));
  }

  /** From another address each time, and in turn by another person, so that no rate limit answers first. */
  async #send({ method, path, headers, body }: Fed): Promise<number> {
    this.#turn += 1;
    const { cookie } = this.#entrances[this.#turn % this.#entrances.length] ?? { cookie: '' };
    const address = `10.${(this.#turn >> 16) & 255}.${(this.#turn >> 8) & 255}.${this.#turn & 255}`;
    const reply = await request(new URL(path, this.#server.url), {
      method: method as 'GET',
      headers: {
        ...headers,
        ...('cookie' in headers && { cookie }),
        'x-forwarded-for': address,
        ...('idempotency-key' in headers && { 'idempotency-key': randomUUID() }),
      },
      body: body ?? null,
      dispatcher: this.#agent,
    });
    await reply.body.arrayBuffer();
    return reply.statusCode;
  }
}

function smallest(held: readonly Held[]): Held {
  return {
    passedMs: Math.min(...held.map(({ passedMs }) => passedMs)),
    workedMs: Math.min(...held.map(({ workedMs }) => workedMs)),
  };
}

function resultOf(name: string, delays: readonly Delay[], idle: Held): Result {
  const sorted = delays.toSorted((a, b) => b.held.workedMs - a.held.workedMs);
  const worst = sorted[0]?.held.workedMs ?? 0;
  return {
    name,
    ratio: worst / GOAL_MS,
    ours: `${worst.toFixed(1)} ms`,
    bare: `goal ${GOAL_MS} ms`,
    limit: { kind: 'at most', value: 1 },
    sides:
      `ours: the longest stretch that one of ${delays.length} requests kept the loop's thread at work, ` +
      `the smallest of its rounds; in brackets how long it took by the clock. Idle but polled: ${describe(idle)}`,
    notes: sorted
      .slice(0, SHOWN)
      .map(({ name, held, statuses }) => `${describe(held)}  ${name}: ${[...statuses].join(', ')}`),
  };
}

function describe({ workedMs, passedMs }: Held): string {
  return `${workedMs.toFixed(1)} ms (${passedMs.toFixed(1)})`;
}
