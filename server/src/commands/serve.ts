import type { AddressInfo } from 'node:net';
import type { Command } from 'commander';
import { type App, openApp } from '../app.ts';
import { isLoopback, loadConfig } from '../config/index.ts';
import { createServer } from '../http.ts';
import { listUsers } from '../identity/index.ts';
import { createLog } from '../kit/log.ts';
import { DAY_MS } from '../kit/time.ts';
import { refuseOffset } from '../kit/trusted-time/index.ts';
import { figuresNotice } from '../metrics/index.ts';
import { FigureRecorder } from '../status/index.ts';
import { createHealthServer, createMetricsServer, type Loops } from '../web/index.ts';
import { createDeliverer, createWorker } from '../worker.ts';
import { demoNotice, demoOfFirstRun, loadDemo } from './demo.ts';
import { demoCodeNow } from './demo-operator.ts';
import { forgetFirstRun } from './first-run.ts';
import { print } from './print.ts';
import { reloadCertificate } from './reload-certificate.ts';
import { kekSource } from './session.ts';
import { type Running, stop } from './stop.ts';
import { type Terminal, terminalOf } from './terminal.ts';

export function serveCommands(program: Command): void {
  program
    .command('serve', { isDefault: true })
    .description('serve the API and run the background work; ROLE selects one of them')
    .action((_, command: Command) => serve(terminalOf(command), {}));
  program
    .command('work')
    .description('run the background work only')
    .action((_, command: Command) => serve(terminalOf(command), { api: false, worker: true }));
  const demo = program
    .command('demo')
    .description('create the demo data that is missing')
    .action(async (_, command: Command) => {
      const terminal = terminalOf(command);
      const config = loadConfig(terminal.env);
      const log = terminal.log('warn');
      await using app = await openApp({ config, kek: kekSource(config, terminal.env), log });
      await print(
        terminal,
        demoNotice(await loadDemo(app), `http://${config.host}:${config.port}`),
      );
    });
  demo
    .command('code')
    .description('print the code with which operator@demo.example signs in now')
    .action((_, command: Command) => printDemoCode(terminalOf(command)));
}

/** Prints what the authenticator of the demo's operator would show. */
async function printDemoCode(terminal: Terminal): Promise<void> {
  const { dataDir } = loadConfig(terminal.env);
  const { code, secondsLeft } = demoCodeNow(dataDir, new Date());
  await print(terminal, `${code}  for another ${secondsLeft} s\n`);
}

interface Only {
  readonly api?: boolean;
  readonly worker?: boolean;
}

/** Runs until SIGINT or SIGTERM, then finishes what has begun and closes everything. */
async function serve(terminal: Terminal, only: Only): Promise<void> {
  const wasCut = await runUntilStopped(terminal, only);
  // Connections that were cut off may keep sockets to other hosts open; do not wait for them.
  if (wasCut) process.exit(terminal.exitCode);
}

async function runUntilStopped(terminal: Terminal, only: Only): Promise<boolean> {
  const config = loadConfig(terminal.env);
  const role = { ...config.role, ...only };
  const log = createLog(config.logLevel);
  const { promise: stopped, resolve: stopNow } = Promise.withResolvers<unknown>();
  // Keep the handlers for good, not once: Ctrl-C may arrive twice, from the terminal and from npm, and the second would end
  // the process before PostgreSQL is stopped.
  process.on('SIGINT', stopNow);
  process.on('SIGTERM', stopNow);
  let http: Running['http'] = null;
  // A terminal that closes ends what was started in it; a service has none, and SIGHUP would end it by default.
  const isOfTerminal = config.tls === null && process.stdin.isTTY;
  process.on('SIGHUP', isOfTerminal ? stopNow : () => reloadCertificate(http, config.tls, log));
  const kek = kekSource(config, terminal.env);
  await using app = await openApp({ config, kek, log, works: role.worker });
  await using stack = new AsyncDisposableStack();
  let figures: Running['figures'] = null;
  let health: Running['health'] = null;
  let loops: Loops | null = null;
  const work: AsyncDisposable[] = [];
  // Runs also when the start fails half-way.
  const wasCut = once(() => stop(app, { http, figures, health, work }));
  stack.defer(async () => {
    await wasCut();
  });
  warnPrivateWebhooks(app);
  refuseOffset(await app.time.aheadOfDatabaseMs());
  if (role.api) {
    await app.limiter.join();
    work.push(new FigureRecorder(app, ['api', 'codes', 'portal']));
    await app.inventory.start();
    http = createServer(app);
    const url = await listen(app, http);
    warnOpen(app);
    const figures = figuresNotice(config);
    if (figures !== null) log.info(figures);
    const demo = await demoOfFirstRun(app);
    await announce(app, terminal, demo ? demoNotice(demo, url) : await startNotice(app, url));
  }
  if (config.metrics.port !== null) {
    const own = createMetricsServer(app);
    figures = own;
    await own.listen({ host: config.host, port: config.metrics.port });
  }
  if (role.worker) {
    const [worker, deliverer] = [createWorker(app), createDeliverer(app)];
    work.push(worker, deliverer);
    worker.start();
    deliverer.start();
    work.push(new FigureRecorder(app, ['webhooks', 'endpoints']));
    loops = { jobs: worker, deliverer };
  }
  if (config.healthPort !== null) {
    const own = createHealthServer(app, loops);
    health = own;
    const url = await own.listen({ host: config.host, port: config.healthPort });
    log.info(`health and metrics answer on ${url}`);
  }
  // The timers of the background work keep no process alive, and while the database is away nothing else does.
  const awake = setInterval(() => {}, DAY_MS);
  await stopped;
  clearInterval(awake);
  return wasCut();
}

/** What a start without a new demo prints: the address, and how the first person of the staff comes in. */
async function startNotice({ database }: App, url: string): Promise<string> {
  const staff = await listUsers(database.reads, 'staff');
  const first =
    staff.length > 0
      ? ''
      : 'There is no member of staff yet: npx psnb2b-server staff create --role admin --email you@example.com ' +
        'prints the link for the first one.\n';
  return `psnb2b listens on ${url}\n${first}`;
}

/** Keeps the secrets of a first run until they are printed. A server whose notice cannot be printed still serves. */
async function announce({ config, log }: App, terminal: Terminal, notice: string): Promise<void> {
  try {
    await print(terminal, notice);
    forgetFirstRun(config.dataDir);
  } catch (error) {
    log.warn({ err: error }, 'the start notice could not be printed');
  }
}

function once<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let done: Promise<Result> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}

async function listen(app: App, http: ReturnType<typeof createServer>): Promise<string> {
  const { host, port } = app.config;
  await http.listen({ host, port });
  const { port: bound } = http.server.address() as AddressInfo;
  const scheme = app.config.tls ? 'https' : 'http';
  app.listening.url = `${scheme}://${host.includes(':') ? `[${host}]` : host}:${bound}`;
  return app.listening.url;
}

function warnPrivateWebhooks({ config, log }: App): void {
  if (!config.allowPrivateWebhooks) return;
  log.warn(
    'ALLOW_PRIVATE_WEBHOOKS=true is for development only: whoever may register a webhook can make ' +
      'this server send requests to this machine and its network, over plain http too. Unset it ' +
      'wherever anybody else can register one.',
  );
}

function warnOpen({ config, log }: App): void {
  if (isLoopback(config.host) || config.tls || config.publicUrl?.startsWith('https:')) return;
  log.warn(
    `HOST=${config.host} is reachable from other machines without TLS: keys and codes travel in ` +
      'the clear. Set TLS_CERT_FILE and TLS_KEY_FILE, or put a TLS proxy in front.',
  );
}
