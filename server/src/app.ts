import type { KeyObject } from 'node:crypto';
import { listUpgradeBackups } from './backups/index.ts';
import { backUpBeforeUpgrade } from './before-upgrade.ts';
import { type CatalogWatch, loadCatalogue, watchCatalog } from './catalog/index.ts';
import type { Config } from './config/index.ts';
import { openSchema, rolesOf } from './database-roles.ts';
import {
  createVisitors,
  deriveMailKey,
  derivePeopleKeys,
  type PasswordCost,
  Passwords,
  type PeopleKeys,
  type TwoPeople,
  type Visitors,
} from './identity/index.ts';
import { clientAddressReader, parseCidrList } from './kit/addresses/index.ts';
import { required } from './kit/assert.ts';
import { type Clock, systemClock } from './kit/clock.ts';
import {
  CommitProbe,
  Database,
  type LateOutcome,
  StandbyReads,
  VersionWatch,
  workerName,
} from './kit/database/index.ts';
import { dnsResolver, type EgressOptions, systemResolver } from './kit/egress/index.ts';
import { Gaps } from './kit/gaps/index.ts';
import { Drain, UploadPlaces } from './kit/http/index.ts';
import { NodeLimits, SpendingStore } from './kit/limits/index.ts';
import type { Logger } from './kit/log.ts';
import { Mailer } from './kit/mail/index.ts';
import { parseMoney } from './kit/money.ts';
import { noReserve, type Reserve, reserveOn } from './kit/reserve-on.ts';
import { Tracer, type TraceSettings } from './kit/tracing/index.ts';
import {
  aheadOfMs,
  askDatabaseClock,
  refuseOffset,
  TrustedTime,
} from './kit/trusted-time/index.ts';
import { VERSION } from './kit/version.ts';
import { AccountDirectory, fundTestTenants } from './ledger/index.ts';
import { Live } from './live/index.ts';
import { Metrics } from './metrics/index.ts';
import { EXPORT_CONNECTIONS_MAX, type Exports, openExports } from './open-exports.ts';
import {
  createRevealBatches,
  fillWaiting,
  ORDER_BATCHES,
  OrderBatches,
  RecentHolds,
  type RevealBatches,
} from './orders/index.ts';
import { KeyDirectory } from './partners/index.ts';
import { clusterFolder } from './postgres/index.ts';
import { RequestLog } from './request-log/index.ts';
import { letterheadOf, type ShopWatch, watchShop } from './shop/index.ts';
import { Meter } from './status/index.ts';
import { ensureShelves, Inventory, type OnStock, ShelfDirectory } from './stock/index.ts';
import { checkKek, type KekSource, openVault, type Vault } from './vault/index.ts';
import { watchMachine } from './watch-machine.ts';
import { readBacklog } from './webhooks/index.ts';

const DOUBTED =
  'the clock is in doubt: nothing is deleted and nothing expires until it has run evenly for a while. ' +
  'See `psnb2b-server clock`.';
const UNCONFINED =
  'DATABASE_URL signs in as the owner of the database, so PostgreSQL would not refuse a forged statement: set DATABASE_OWNER_URL, and name another role in DATABASE_URL.';
const JOB_PATIENCE = 3;
const CONNECTIONS_MAX = 8;
const PATIENT_CONNECTIONS_MAX = 4;
const STANDBY_CONNECTIONS_MAX = 4;
/** Reports of one server at a time, so that they leave the other connections to requests. */
const ASIDE_CONNECTIONS_MAX = 2;

/** The parts that verbs work with, of one process on one database. */
export interface App extends AsyncDisposable {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  /** Whether the clock can be trusted, for jobs that delete or expire. */
  readonly time: TrustedTime;
  readonly kek: KekSource;
  /** Of the host that is the primary now. */
  readonly url: string;
  /** The same for the owner of the database; equal to `url` if this process knows no other role. */
  readonly ownerUrl: string;
  /** Whether the database refuses what the server never does, because its role is not the owner. */
  readonly isConfined: boolean;
  /** The owner's connections, for checks that read more than the server may; the server's own if nobody has named the owner. */
  readonly inspector: Database;
  readonly database: Database;
  /** Reads of requests that may be served by a standby. */
  readonly standby: StandbyReads;
  /** Makes the files of lists, in a thread of its own. */
  readonly exports: Exports;
  /** The same for background work, which may take longer than a request. */
  readonly patient: Database;
  readonly probe: CommitProbe;
  readonly drain: Drain;
  readonly versions: VersionWatch;
  readonly catalog: CatalogWatch;
  /** Who runs this shop. */
  readonly shop: ShopWatch;
  readonly vault: Vault;
  readonly pepper: KeyObject;
  /** The letter of this cell, if the shop has several. */
  readonly cell: string | null;
  readonly keys: KeyDirectory;
  /** Counts the requests of keys, together with the other processes that serve the API. */
  readonly limiter: NodeLimits;
  readonly accounts: AccountDirectory;
  readonly shelves: ShelfDirectory;
  readonly batches: OrderBatches;
  /** Keeps room on the disk for orders. */
  readonly reserve: Reserve;
  readonly holds: RecentHolds;
  readonly gaps: Gaps;
  readonly reveals: RevealBatches;
  readonly inventory: Inventory;
  readonly uploads: UploadPlaces;
  /** Notifies open pages of what has changed. */
  readonly live: Live;
  readonly metrics: Metrics;
  readonly requestLog: RequestLog;
  /** Undefined without OTEL_EXPORTER_OTLP_ENDPOINT. */
  readonly tracer: Tracer | undefined;
  /** Counts for the status page. */
  readonly meter: Meter;
  /** Opens connections to addresses that partners name. */
  readonly egress: EgressOptions;
  readonly peopleKeys: PeopleKeys;
  readonly passwords: Passwords;
  readonly visitors: Visitors;
  /** Seals the links in e-mails. */
  readonly mailKey: KeyObject;
  /** Null without SMTP_URL. */
  readonly mailer: Mailer | null;
  /** The settings of four-eyes approval. */
  readonly twoPeople: TwoPeople;
  readonly products: CatalogWatch['product'];
  readonly onStock: OnStock;
  /** The address on which this process listens, once it does. */
  readonly listening: { url: string };
  /** The base of links: PUBLIC_URL, otherwise the address it listens on. */
  readonly publicUrl: () => string;
  readonly addressOf: ReturnType<typeof clientAddressReader>;
}

export interface AppOptions {
  readonly config: Config;
  readonly kek: KekSource;
  readonly log: Logger;
  readonly clock?: Clock;
  /** Overrides of the configuration. */
  readonly egress?: EgressOptions;
  /** What a hash of a password takes, where a test signs in many people. */
  readonly passwordCost?: PasswordCost | undefined;
  /** Size of the connection pool; the order batches have their own connections. */
  readonly connectionsMax?: number;
  /** Whether the database of an older version is migrated; true by default. */
  readonly upgrades?: boolean;
  /** Whether this process runs the background work. */
  readonly works?: boolean;
  /** How many times longer than for a request a statement may take. */
  readonly patience?: number;
}

/**
 * Opens the database (embedded or given), migrates it and builds the parts. What was opened is closed again in reverse order,
 * also if building fails half-way.
 */
export async function openApp(options: AppOptions): Promise<App> {
  const { config, kek, log, clock = systemClock() } = options;
  await using stack = new AsyncDisposableStack();
  // A test that drives the clock drives all of its parts.
  const databaseClock = options.clock ? async () => clock.now() : askDatabaseClock;
  const roles = await rolesOf(stack, config, log);
  const { hosts, owner } = roles;
  const connectionsMax = options.connectionsMax ?? CONNECTIONS_MAX;
  // Two more connections: one counts request limits, one writes the request log.
  const connectionsMin =
    connectionsMax +
    PATIENT_CONNECTIONS_MAX +
    ASIDE_CONNECTIONS_MAX +
    2 * EXPORT_CONNECTIONS_MAX +
    ORDER_BATCHES +
    2;
  const { isConfined } = await openSchema(roles, {
    log: (line) => log.debug(line),
    warn: (line) => log.warn(line),
    upgrades: options.upgrades ?? true,
    beforeUpgrade: async (db) => {
      await checkKek(db, kek);
      refuseOffset(await aheadOfMs(clock, databaseClock, db));
      const ownerUrl = (owner ?? hosts).url;
      await backUpBeforeUpgrade(db, { config, kek, clock, log, ownerUrl });
    },
    timeoutMs: config.databaseTimeoutMs,
    connectionsMin,
  });
  if (!isConfined) log.warn(UNCONFINED);
  const onError = (error: Error) => log.warn({ err: error }, 'a database connection broke');
  const timeoutMs = config.databaseTimeoutMs * (options.patience ?? 1);
  const database = stack.use(new Database({ url: hosts, onError, timeoutMs, connectionsMax }));
  await database.transaction(async (tx) => {
    await loadCatalogue(tx, { at: clock.now() });
    await ensureShelves(tx, clock.now());
    await fundTestTenants(tx, clock.now());
  });
  if (config.databaseUrl === null) await listUpgradeBackups(database, { ...config, kek });
  const metrics = new Metrics(config.metrics.token);
  const asideMax = { connectionsMax: ASIDE_CONNECTIONS_MAX, givesWay: true };
  const aside = stack.use(new Database({ url: hosts, onError, timeoutMs, ...asideMax }));
  const tracer = config.traces ? stack.use(openTracer(config.traces, metrics, log)) : undefined;
  const onStandby = (outcome: LateOutcome) => metrics.standbyRequests.inc({ outcome });
  const standby = stack.use(
    new StandbyReads({
      ...{ primary: database, hosts, aside },
      open: (url) =>
        new Database({
          url,
          isStandby: true,
          onError,
          timeoutMs,
          connectionsMax: STANDBY_CONNECTIONS_MAX,
        }),
      onRequest: onStandby,
      onError: (error) => log.warn({ err: error }, 'the standby cannot be read'),
    }),
  );
  const exports = stack.use(openExports({ hosts, timeoutMs, log, onStandby }));
  const patience = {
    timeoutMs: config.databaseTimeoutMs * JOB_PATIENCE,
    connectionsMax: PATIENT_CONNECTIONS_MAX,
    // A migration that removes something looks for workers that need it (decision 68).
    name: options.works ? workerName(VERSION) : undefined,
  };
  const patient = stack.use(new Database({ url: hosts, onError, ...patience }));
  patient.onCommit(() => database.committed());
  const inspector =
    owner === null ? patient : stack.use(new Database({ url: owner, onError, ...patience }));
  const probe = stack.use(
    new CommitProbe(database, (error) => log.warn({ err: error }, 'nothing can be committed')),
  );
  const vault = stack.use(
    await openVault({ database, kek, clock, fingerprintKeyFile: config.fingerprintKeyFile }),
  );
  const versions = stack.use(new VersionWatch(database, onError));
  const catalog = watchCatalog(database, versions);
  const shop = watchShop(database, versions);
  const gaps = new Gaps(database, versions);
  const pepper = vault.namedKey('api-key-pepper');
  const { cell, cells } = config;
  const keys = new KeyDirectory({ database, pepper, cell, cells, versions, clock });
  const batches = stack.use(new OrderBatches(database, clock));
  const inventory = stack.use(new Inventory({ database, clock, catalog, versions, onError }));
  await versions.start();
  metrics.watchStandby(() => standby.behindBytes());
  metrics.webhooks.watch(() => readBacklog(database.reads));
  const live = stack.use(new Live({ database, clock, onError }));
  metrics.watchStreams(() => live.size);
  const requestLog = stack.use(
    new RequestLog({
      database,
      onLines: (outcome, count) => metrics.requestLogLines.inc({ outcome }, count),
      onError: (error) => log.warn({ err: error }, 'the request log cannot be written'),
    }),
  );
  const time = new TrustedTime({
    database,
    clock,
    databaseClock,
    onChange: (doubt) => {
      metrics.clockDoubted.set(doubt === null ? 0 : 1);
      if (doubt === null) log.info('the clock is trusted again');
      else log.error({ doubt }, DOUBTED);
    },
  });
  const limiter = stack.use(
    new NodeLimits({
      store: stack.use(new SpendingStore(database)),
      version: VERSION,
      onError: (error) => {
        metrics.limitsAlone.inc();
        log.warn({ err: error }, 'request limits are counted by this process alone for now');
      },
    }),
  );
  metrics.watchNodes(() => limiter.nodes);
  const listening = { url: `http://${config.host}:${config.port}` };
  const publicUrl = () => config.publicUrl ?? listening.url;
  const mailer =
    config.smtpUrl &&
    stack.use(
      new Mailer(config.smtpUrl, publicUrl, () => letterheadOf(shop.current(), publicUrl())),
    );
  const peopleKeys = derivePeopleKeys(vault.namedKey('session'));
  const reveals = createRevealBatches(database);
  watchMachine({ config, metrics, database, patient, aside, inspector, batches, reveals });
  const owned = stack.move();
  return {
    get url() {
      return hosts.url;
    },
    get ownerUrl() {
      return (owner ?? hosts).url;
    },
    isConfined,
    inspector,
    listening,
    publicUrl,
    mailer,
    peopleKeys,
    passwords: new Passwords(peopleKeys.password, options.passwordCost),
    visitors: createVisitors(database),
    mailKey: deriveMailKey(vault.namedKey('session')),
    ...{
      config,
      log,
      clock,
      time,
      kek,
      database,
      standby,
      exports,
      patient,
      probe,
      versions,
      catalog,
      shop,
      vault,
      pepper,
      cell,
      keys,
      gaps,
      batches,
      inventory,
      live,
      requestLog,
      tracer,
      limiter,
    },
    twoPeople: twoPeopleOf(config),
    reserve: config.databaseUrl === null ? reserveOn(clusterFolder(config.dataDir)) : noReserve,
    holds: new RecentHolds(),
    reveals,
    accounts: new AccountDirectory(database),
    shelves: new ShelfDirectory(database),
    drain: new Drain(),
    uploads: new UploadPlaces(),
    metrics,
    meter: new Meter(),
    egress: options.egress ?? egressOf(config),
    products: catalog.product,
    onStock: (tx, shelves, at) => fillWaiting(tx, shelves, catalog.product, at),
    addressOf: clientAddressReader(parseCidrList(config.trustedProxies)),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** One person may approve nothing in a currency without an amount of its own, if other currencies have one. */
function twoPeopleOf({ twoPeople: { creditAloneMax, delayMs } }: Config): TwoPeople {
  const maxOf = (currency: string) =>
    required(
      parseMoney(creditAloneMax.get(currency) ?? creditAloneMax.get('*') ?? '0', currency),
      `the setting names an amount of ${currency}`,
    );
  return { delayMs, creditAloneMax: maxOf };
}

function openTracer(settings: TraceSettings, metrics: Metrics, log: Logger): Tracer {
  return new Tracer({
    settings,
    onSpans: (outcome, count) => metrics.traceSpans.inc({ outcome }, count),
    onChange: (error) => {
      if (error === null) log.info('traces can be sent again');
      else log.warn({ err: error }, 'traces cannot be sent and are dropped');
    },
  });
}

/** A developer's machine resolves by its own hosts file; a server asks the name servers. */
function egressOf({ allowPrivateWebhooks: allowPrivate }: Config): EgressOptions {
  return { allowPrivate, resolve: allowPrivate ? systemResolver : dnsResolver() };
}
