import { accessSync, constants } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { LOG_LEVELS, type LogLevel } from '../kit/log.ts';
import type { StoreSettings } from '../kit/object-store/index.ts';
import { Secret } from '../kit/secret.ts';
import { readSender } from '../kit/sender.ts';
import { HOUR_MS } from '../kit/time.ts';
import type { TraceSettings } from '../kit/tracing/index.ts';
import { type CellSetting, readCells } from './cells.ts';
import { describeEnvironment, type EnvironmentSetting } from './describe-environment.ts';
import { type Environment, type EnvironmentName, readEnvironment } from './env.ts';
import { readObjectStore } from './object-store.ts';
import {
  amounts,
  choice,
  cidrs,
  letter,
  milliseconds,
  port,
  publicUrl,
  secretUrl,
  whole,
} from './parse.ts';
import { readTraces } from './read-traces.ts';
import { SettingError } from './setting-error.ts';

export type Config = {
  readonly host: string;
  /** 0: any free port, which is logged once the server listens. */
  readonly port: number;
  /** An absolute path. */
  readonly dataDir: string;
  /** Null: the embedded PostgreSQL under `dataDir`. */
  readonly databaseUrl: Secret<string> | null;
  /** The owner of the same database, who migrates it. Null: the role of `databaseUrl` owns it, or somebody else migrates it. */
  readonly databaseOwnerUrl: Secret<string> | null;
  /** Limit of one statement in the database; the other database deadlines derive from it. */
  readonly databaseTimeoutMs: number;
  readonly role: { readonly api: boolean; readonly worker: boolean };
  /** Null: the address that the server listens on. No slash at the end. */
  readonly publicUrl: string | null;
  /** The letter that new keys carry, where a shop has several cells. */
  readonly cell: string | null;
  /** All cells of the shop, for people; empty where there is one. */
  readonly cells: readonly CellSetting[];
  /** The fingerprint key of another cell, for the first start of this one. */
  readonly fingerprintKeyFile: string | null;
  readonly smtpUrl: Secret<string> | null;
  /** For backups in buckets; null without credentials. */
  readonly objectStore: StoreSettings | null;
  /** Whether an embedded database is backed up before a new version migrates it. */
  readonly backsUpBeforeUpgrade: boolean;
  readonly allowPrivateWebhooks: boolean;
  /** `first-run`: demo data only on the first run, as on a developer's machine. */
  readonly demo: 'on' | 'off' | 'first-run';
  /** CIDR ranges of proxies whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: readonly string[];
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  /** Port null: `/metrics` answers on the main port. Token null: no token is required. */
  readonly metrics: { readonly port: number | null; readonly token: Secret<string> | null };
  /** The port of `/healthz`, `/readyz` and `/metrics` beside the API, for a worker that serves no API; null: none. */
  readonly healthPort: number | null;
  /** Null: nothing is traced. */
  readonly traces: TraceSettings | null;
  readonly webhookRegistration: 'self' | 'support';
  /** Period over which refunds, replacements and orders add up against the limits of one person or partner. */
  readonly approvalWindowMs: number;
  readonly twoPeople: {
    /** Amounts by currency as text, `*` for all others: a higher credit limit than this needs two people. */
    readonly creditAloneMax: ReadonlyMap<string, string>;
    /** Delay of a change that needs two people if there is only one admin. */
    readonly delayMs: number;
  };
  readonly logLevel: LogLevel;
  /** Every variable for people, without secrets. */
  readonly environment: readonly EnvironmentSetting[];
  /** Time from the stop signal until unfinished work is cut off. */
  /** Null: as long as load balancers need if another process serves, otherwise no time. */
  readonly drainMs: number | null;
  readonly stopTimeoutMs: number;
};

/**
 * The configuration of this process. An invalid value throws a `SettingError`, whose message names the variable, the value (never
 * a secret) and what the variable accepts.
 */
export function loadConfig(source?: NodeJS.ProcessEnv): Config {
  const env = readEnvironment(source);
  const host = readHost(env);
  const databaseUrl = secretUrl(
    env,
    'DATABASE_URL',
    ['postgres', 'postgresql'],
    'postgres://user:password@host:5432/database',
  );
  const databaseOwnerUrl = secretUrl(
    env,
    'DATABASE_OWNER_URL',
    ['postgres', 'postgresql'],
    'postgres://owner:password@host:5432/database',
  );
  if (databaseOwnerUrl !== null && databaseUrl === null) {
    throw new SettingError('DATABASE_OWNER_URL', null, 'set beside DATABASE_URL');
  }
  return {
    host,
    port: port(env, 'PORT') ?? 8080,
    dataDir: resolve(env.DATA_DIR ?? 'data'),
    databaseUrl,
    databaseOwnerUrl,
    databaseTimeoutMs: milliseconds(env, 'DATABASE_TIMEOUT_MS', 500, 600_000) ?? 10_000,
    role: readRole(env),
    publicUrl: publicUrl(env, 'PUBLIC_URL'),
    cell: letter(env, 'CELL'),
    cells: readCells(env),
    fingerprintKeyFile: readKeyFile(env),
    smtpUrl: readSmtpUrl(env),
    objectStore: readObjectStore(env),
    backsUpBeforeUpgrade: choice(env, 'UPGRADE_BACKUP', ['on', 'off']) !== 'off',
    allowPrivateWebhooks: choice(env, 'ALLOW_PRIVATE_WEBHOOKS', ['true', 'false']) === 'true',
    demo: choice(env, 'DEMO', ['on', 'off']) ?? defaultDemo(host, databaseUrl),
    trustedProxies: cidrs(env, 'TRUSTED_PROXIES'),
    tls: readTls(env),
    metrics: { port: port(env, 'METRICS_PORT'), token: readMetricsToken(env) },
    healthPort: port(env, 'HEALTH_PORT'),
    traces: readTraces(env),
    webhookRegistration: choice(env, 'WEBHOOK_REGISTRATION', ['self', 'support']) ?? 'self',
    approvalWindowMs: (whole(env, 'APPROVAL_WINDOW_HOURS', 1, 720) ?? 24) * HOUR_MS,
    twoPeople: {
      creditAloneMax: amounts(env, 'CREDIT_ALONE_MAX') ?? new Map([['*', '1000']]),
      delayMs: (whole(env, 'SOLE_ADMIN_DELAY_HOURS', 1, 720) ?? 24) * HOUR_MS,
    },
    environment: describeEnvironment(source),
    logLevel: choice(env, 'LOG_LEVEL', LOG_LEVELS) ?? 'info',
    drainMs: milliseconds(env, 'DRAIN_MS', 0, 600_000) ?? null,
    stopTimeoutMs: milliseconds(env, 'STOP_TIMEOUT_MS', 0, 600_000) ?? 25_000,
  };
}

/** Whether only this machine can reach an address to listen on. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function defaultDemo(host: string, databaseUrl: Secret<string> | null): 'off' | 'first-run' {
  return databaseUrl === null && isLoopback(host) ? 'first-run' : 'off';
}

function readHost(env: Environment): string {
  const host = env.HOST ?? '127.0.0.1';
  const NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;
  const address = isIP(host) !== 0;
  // Digits and dots alone look like a name, but can only be a mistyped address.
  if (!address && (!NAME.test(host) || /^[\d.]+$/.test(host))) {
    throw new SettingError('HOST', host, 'an address or a host name to listen on');
  }
  return host;
}

function readRole(env: Environment): { api: boolean; worker: boolean } {
  const takes = 'all, api, worker or api,worker';
  const named = new Set((env.ROLE ?? 'all').split(',').map((part) => part.trim()));
  const known = [...named].every((part) => ['all', 'api', 'worker'].includes(part));
  if (!known) throw new SettingError('ROLE', env.ROLE ?? '', takes);
  return {
    api: named.has('all') || named.has('api'),
    worker: named.has('all') || named.has('worker'),
  };
}

/** With `?from=`, a sender address, which may have a name before it. */
function readSmtpUrl(env: Environment): Secret<string> | null {
  const example = 'smtps://user:password@host:465?from=Corner Shop <codes@example.com>';
  const url = secretUrl(env, 'SMTP_URL', ['smtp', 'smtps'], example);
  const from = url && new URL(url.reveal()).searchParams.get('from');
  if (from !== null && readSender(from) === null) {
    throw new SettingError('SMTP_URL', null, `an address such as ${example}`);
  }
  return url;
}

function readTls(env: Environment): Config['tls'] {
  const { TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile } = env;
  if (certFile === undefined && keyFile === undefined) return null;
  if (keyFile === undefined) {
    throw new SettingError('TLS_KEY_FILE', '', 'the file of the private key of TLS_CERT_FILE');
  }
  if (certFile === undefined) {
    throw new SettingError('TLS_CERT_FILE', '', 'the file of the certificate of TLS_KEY_FILE');
  }
  refuseUnreadable('TLS_CERT_FILE', certFile);
  refuseUnreadable('TLS_KEY_FILE', keyFile);
  return { certFile: resolve(certFile), keyFile: resolve(keyFile) };
}

function refuseUnreadable(
  name: EnvironmentName,
  path: string,
  takes = 'the path of a PEM file that this process may read',
): void {
  try {
    accessSync(path, constants.R_OK);
  } catch {
    throw new SettingError(name, path, takes);
  }
}

function readKeyFile({ FINGERPRINT_KEY_FILE: path }: Environment): string | null {
  if (path === undefined) return null;
  refuseUnreadable(
    'FINGERPRINT_KEY_FILE',
    path,
    'the path of a key file that this process may read',
  );
  return resolve(path);
}

function readMetricsToken(env: Environment): Secret<string> | null {
  const token = env.METRICS_TOKEN;
  if (token === undefined) return null;
  if (!/^[!-~]{16,255}$/.test(token)) {
    throw new SettingError('METRICS_TOKEN', null, '16 to 255 visible ASCII characters');
  }
  return new Secret(token);
}
