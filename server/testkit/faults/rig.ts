import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { scopes } from '@psnb2b/contract';
import pg from 'pg';
import { assert } from '../../src/kit/assert.ts';
import { openEmbedded } from '../../src/postgres/index.ts';
import { APP_USER } from '../../src/postgres/init-cluster.ts';
import {
  type ServerProcess,
  startServer,
  startWorker,
  type WorkerProcess,
} from '../server-process.ts';
import { openShop, type Shop } from '../shop.ts';
import { openReceiver, type WebhookReceiver } from '../webhook-receiver.ts';
import { ClusterPair } from './cluster-pair.ts';
import type { Buyer } from './load.ts';
import { Supervisor } from './supervisor.ts';

const SIGN_IN_MS = 250;
const SIGN_IN_TRIES = 60;
const NODES = 2;
/** What a node logs then. */
const COUNTS_ALONE = 'request limits are counted by this process alone for now';
/** What a worker logs once it works. */
const WORKS = /health and metrics answer on/;
const PARTNERS = 4;
const BUYERS_EACH = 3;
/** Requests of the limited key in 60 seconds. */
export const LIMIT = 20;
/** US dollars of each partner. */
export const BALANCE = 5_000_000;
/** Receivers on this machine are allowed. */
const ENV = { ALLOW_PRIVATE_WEBHOOKS: 'true', DRAIN_MS: '0' };
/** A worker says that it is ready on a port of its own. */
const WORKER_ENV = { HEALTH_PORT: '0' };

export interface RigOptions {
  /** A data folder with a cluster that is not running; without it one is made, which takes longer. */
  readonly from?: string;
  /** How many codes the shop begins with. */
  readonly codes: number;
  /** The program that the nodes and workers run; by default that of these sources. */
  readonly main?: string;
  /** Settings of PostgreSQL. */
  readonly settings?: Readonly<Record<string, string>>;
  /** More of the environment of nodes and workers. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A PostgreSQL primary with its synchronous standby, two API nodes, two workers, a shop with buyers, and a receiver of their webhooks. */
export interface Rig extends AsyncDisposable {
  readonly pair: ClusterPair;
  readonly nodes: ServerProcess[];
  readonly workers: WorkerProcess[];
  readonly receiver: WebhookReceiver;
  readonly buyers: readonly Buyer[];
  /** The text of a key with a small limit. */
  readonly limited: string;
  /** The plain text of all codes that were imported. */
  readonly codes: ReadonlySet<string>;
  startNode(): Promise<ServerProcess>;
  /** When an API node said that it counts request limits alone, also one that is lost since; by performance.now(). */
  countedAlone(): number[];
  startWorker(): Promise<WorkerProcess>;
  /** Knows which nodes and workers were started again, and which ended by themselves. */
  readonly supervisor: Supervisor;
  /** Opens the shop in this process, on the primary. */
  withShop<Result>(work: (shop: Shop) => Promise<Result>): Promise<Result>;
}

export async function openRig({
  from,
  codes,
  main,
  settings,
  env: more,
}: RigOptions): Promise<Rig> {
  await using stack = new AsyncDisposableStack();
  const home = await mkdtemp(join(tmpdir(), 'psnb2b-faults-'));
  stack.defer(() => rm(home, { recursive: true, force: true }));
  const made = from ?? join(home, 'first');
  const receiver = stack.use(await openReceiver());
  const first = await furnish(made, home, codes, receiver.url);
  const pair = stack.use(await ClusterPair.open(made, first.madeUrl, settings));
  const env = () => ({ ...ENV, ...more, DATABASE_URL: pair.hosts });
  const supervisor = stack.use(new Supervisor());
  const everyNode: ServerProcess[] = [];
  const startNode = async () => {
    const node = await supervisor.start('API node', () =>
      startServer(home, { ...env(), ROLE: 'api' }, main),
    );
    everyNode.push(node);
    return node;
  };
  const startOneWorker = () =>
    supervisor.start('worker', async () => {
      const worker = startWorker(home, { ...env(), ...WORKER_ENV }, main);
      await worker.logged(WORKS);
      return worker;
    });
  const nodes: ServerProcess[] = [];
  const workers: WorkerProcess[] = [];
  while (nodes.length < NODES) {
    nodes.push(await startNode());
    workers.push(await startOneWorker());
  }
  const withShop = async <Result>(work: (shop: Shop) => Promise<Result>) => {
    await using shop = await openShop({ databaseUrl: pair.url, dataDir: home, prices: null });
    assert(shop.app.isConfined, 'the shop signs in as the role that owns nothing');
    return await work(shop);
  };
  await refuseOwners(pair.url, nodes.length + workers.length);
  const owned = stack.move();
  return {
    ...{ pair, nodes, workers, receiver, startNode, withShop },
    ...{ buyers: first.buyers, limited: first.limited, codes: first.codes },
    ...{ supervisor, startWorker: startOneWorker },
    countedAlone: () => everyNode.flatMap(({ logs }) => aloneIn(logs())),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** The times of a node's log at which it counted alone; a line that was cut off by its end is left out. */
function aloneIn(logs: string): number[] {
  return logs.split('\n').flatMap((line) => {
    const time = line.includes(COUNTS_ALONE) ? /"time":(\d+)/.exec(line)?.[1] : undefined;
    return time === undefined ? [] : [Number(time) - performance.timeOrigin];
  });
}

/** Throws unless processes have signed in, and none of them as the owner: faults must be survived with the rights that the product has. */
async function refuseOwners(ownerUrl: string, processes: number): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    // A process that has just begun may still have the session in which its owner's address is checked.
    for (let tries = SIGN_IN_TRIES; ; tries -= 1) {
      const { rows } = await owner.query<{ who: string; sessions: number }>(
        `SELECT usename AS who, count(*)::int AS sessions FROM pg_stat_activity
          WHERE application_name = 'psnb2b' AND datname = current_database() GROUP BY 1`,
      );
      const sessions = rows.find(({ who }) => who === APP_USER)?.sessions ?? 0;
      if (rows.length === 1 && sessions >= processes) return;
      assert(tries > 0, `processes sign in as ${APP_USER}, not ${JSON.stringify(rows)}`);
      await delay(SIGN_IN_MS);
    }
  } finally {
    await owner.end();
  }
}

/** A shop with codes, partners with money, keys and an endpoint each; the key file goes into `home`. */
async function furnish(dataDir: string, home: string, codes: number, receiverUrl: string) {
  await using made = await openEmbedded({ dataDir });
  await using shop = await openShop({ databaseUrl: made.url, dataDir, env: ENV });
  const lot = await shop.stock({ codes });
  const buyers: Buyer[] = [];
  for (let partner = 0; partner < PARTNERS; partner += 1) {
    const { partnerId } = await shop.buyer({ balance: `${BALANCE}.00` });
    const { text: key } = await shop.key(partnerId, { scopes });
    const body = { url: receiverUrl };
    const endpoint = await shop.call('POST', '/webhook_endpoints', { key, body });
    if (endpoint.status !== 201) throw new Error(endpoint.text);
    for (let buyer = 0; buyer < BUYERS_EACH; buyer += 1) {
      buyers.push({ key: (await shop.key(partnerId, { scopes })).text, partner });
    }
  }
  const { text: limited } = await shop.key(await shop.partner(), { requestsPerMinute: LIMIT });
  await copyFile(join(dataDir, 'kek'), join(home, 'kek'));
  return { buyers, limited, codes: new Set(lot.codes), madeUrl: made.url };
}
