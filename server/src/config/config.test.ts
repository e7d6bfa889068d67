/**
 * Guards: without any variable the server starts with sensible defaults; each variable, if it is wrong, stops the
 * server with one sentence that names it and never repeats a secret.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { ENVIRONMENT_NAMES, type EnvironmentName } from './env.ts';
import { loadConfig, loadSecrets, SettingError } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'psnb2b-config-'));
const pem = join(folder, 'some.pem');
writeFileSync(pem, '');
afterAll(() => rmSync(folder, { recursive: true }));

test('every variable is optional', () => {
  const { environment, ...config } = loadConfig({});
  expect(environment).toHaveLength(ENVIRONMENT_NAMES.length);
  expect(config).toEqual({
    host: '127.0.0.1',
    port: 8080,
    dataDir: resolve('data'),
    databaseUrl: null,
    databaseOwnerUrl: null,
    databaseTimeoutMs: 10_000,
    role: { api: true, worker: true },
    publicUrl: null,
    cell: null,
    cells: [],
    fingerprintKeyFile: null,
    smtpUrl: null,
    objectStore: null,
    backsUpBeforeUpgrade: true,
    allowPrivateWebhooks: false,
    demo: 'first-run',
    trustedProxies: [],
    tls: null,
    metrics: { port: null, token: null },
    healthPort: null,
    traces: null,
    webhookRegistration: 'self',
    approvalWindowMs: 24 * 3_600_000,
    twoPeople: { creditAloneMax: new Map([['*', '1000']]), delayMs: 86_400_000 },
    logLevel: 'info',
    drainMs: null,
    stopTimeoutMs: 25_000,
  });
  expect(loadSecrets('/somewhere', {})).toEqual({ kek: { from: 'file', path: '/somewhere/kek' } });
});

test('an empty variable is an unset one', () => {
  const empty = Object.fromEntries(ENVIRONMENT_NAMES.map((name) => [name, ' ']));
  expect(loadConfig(empty)).toEqual(loadConfig({}));
  expect(loadSecrets('/somewhere', empty)).toEqual(loadSecrets('/somewhere', {}));
});

test('valid values are used', () => {
  const config = loadConfig({
    HOST: '::',
    PORT: '0',
    DATA_DIR: '/srv/psnb2b',
    ROLE: 'api, worker',
    PUBLIC_URL: 'https://codes.example.com/',
    CELL: 'e',
    CELLS: 'e https://eu.example.com/ Europe, u  https://us.example.com  North and South America',
    ALLOW_PRIVATE_WEBHOOKS: 'true',
    TRUSTED_PROXIES: '10.0.0.0/8, 192.0.2.7, 2001:db8::1',
    TLS_CERT_FILE: pem,
    TLS_KEY_FILE: pem,
    METRICS_PORT: '9090',
    HEALTH_PORT: '9091',
    METRICS_TOKEN: 'a-token-of-sixteen-or-more',
    WEBHOOK_REGISTRATION: 'support',
    APPROVAL_WINDOW_HOURS: '48',
    LOG_LEVEL: 'debug',
    DATABASE_URL: 'postgres://u:p,w@one:5432,two:5432/db?target_session_attrs=read-write',
  });
  expect(config.host).toBe('::');
  expect(config.port).toBe(0);
  expect(config.role).toEqual({ api: true, worker: true });
  expect(config.publicUrl).toBe('https://codes.example.com');
  expect(config.cells).toEqual([
    { letter: 'e', url: 'https://eu.example.com', name: 'Europe' },
    { letter: 'u', url: 'https://us.example.com', name: 'North and South America' },
  ]);
  expect(config.trustedProxies).toEqual(['10.0.0.0/8', '192.0.2.7/32', '2001:db8::1/128']);
  expect(config.tls).toEqual({ certFile: pem, keyFile: pem });
  expect(config.metrics.token?.reveal()).toBe('a-token-of-sixteen-or-more');
  expect(config.healthPort).toBe(9091);
  expect(config.databaseUrl?.reveal()).toContain('one:5432,two:5432');
  const traces = loadConfig({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example/otlp/',
    OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%20b',
    OTEL_TRACES_SAMPLER_ARG: '.05',
  }).traces;
  expect(traces).toMatchObject({ endpoint: 'https://collector.example/otlp', share: 0.05 });
  expect(traces?.headers?.reveal()).toBe('api-key=a%20b');
  expect(loadConfig({ ROLE: 'worker' }).role).toEqual({ api: false, worker: true });
});

test('demo data is made without a request only on an embedded database that nobody else can reach', () => {
  expect(loadConfig({ HOST: 'localhost' }).demo).toBe('first-run');
  expect(loadConfig({ HOST: '0.0.0.0' }).demo).toBe('off');
  expect(loadConfig({ DATABASE_URL: 'postgres://h/d' }).demo).toBe('off');
  expect(loadConfig({ DATABASE_URL: 'postgres://h/d', DEMO: 'on' }).demo).toBe('on');
  expect(loadConfig({ DEMO: 'off' }).demo).toBe('off');
});

test('a configuration can be printed without revealing a secret', () => {
  const hidden = 'hunter2hunter2hunter2';
  const config = loadConfig({
    DATABASE_URL: `postgres://u:${hidden}@h/d`,
    SMTP_URL: `smtp://u:${hidden}@h`,
    METRICS_TOKEN: hidden,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
    OTEL_EXPORTER_OTLP_HEADERS: `api-key=${hidden}`,
  });
  const secrets = loadSecrets('/somewhere', { KEK: hidden });
  expect(JSON.stringify([config, secrets]) + inspect([config, secrets])).not.toContain(hidden);
  expect(secrets.kek.from === 'environment' && secrets.kek.value.reveal()).toBe(hidden);
});

type Wrong = { set: Partial<Record<EnvironmentName, string>>; says: RegExp };

/** DATA_DIR accepts any path; whether it is usable is known only when it is used. */
const WRONG: Record<Exclude<EnvironmentName, 'DATA_DIR' | 'KEK_FILE'>, Wrong[]> = {
  HOST: [
    { set: { HOST: 'two words' }, says: /^HOST is "two words"; it must be an address or/ },
    { set: { HOST: '127.0.0.256' }, says: /^HOST is "127\.0\.0\.256"/ },
    { set: { HOST: 'http://localhost' }, says: /^HOST is/ },
  ],
  PORT: ['http', '65536', '-1', '80.5', '1e3', '0x50'].map((value) => ({
    set: { PORT: value },
    says: /^PORT is ".+"; it must be a port number from 0 to 65535\.$/,
  })),
  DATABASE_URL: ['mysql://u:hunter2@h/d', 'hunter2', '/var/hunter2'].map((value) => ({
    set: { DATABASE_URL: value },
    says: /^DATABASE_URL is not usable; it must be an address such as postgres:/,
  })),
  DATABASE_OWNER_URL: [
    {
      set: { DATABASE_URL: 'postgres://h/d', DATABASE_OWNER_URL: '/var/hunter2' },
      says: /^DATABASE_OWNER_URL is not usable; it must be an address such as postgres:/,
    },
    {
      set: { DATABASE_OWNER_URL: 'postgres://u:hunter2@h/d' },
      says: /^DATABASE_OWNER_URL is not usable; it must be set beside DATABASE_URL\.$/,
    },
  ],
  ROLE: ['API', 'api;worker', 'all,web'].map((value) => ({
    set: { ROLE: value },
    says: /^ROLE is ".+"; it must be all, api, worker or api,worker\.$/,
  })),
  AWS_ACCESS_KEY_ID: [
    {
      set: { AWS_SECRET_ACCESS_KEY: 'hunter2' },
      says: /^AWS_ACCESS_KEY_ID is not usable; it must be the id of the key/,
    },
  ],
  AWS_SECRET_ACCESS_KEY: [
    { AWS_ACCESS_KEY_ID: 'AKIA' },
    { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'hunter2 hunter2' },
  ].map((set) => ({
    set,
    says: /^AWS_SECRET_ACCESS_KEY is not usable; it must be the secret of AWS_ACCESS_KEY_ID\.$/,
  })),
  AWS_REGION: ['eu central', 'https://eu'].map((value) => ({
    set: { AWS_REGION: value },
    says: /^AWS_REGION is ".+"; it must be the name of a region, such as eu-central-1\.$/,
  })),
  AWS_ENDPOINT_URL_S3: [
    's3.example.com',
    'ftp://s3.example.com',
    'https://u:hunter2@s3.example.com',
    'https://s3.example.com/bucket',
  ].map((value) => ({
    set: { AWS_ENDPOINT_URL_S3: value },
    says: /^AWS_ENDPOINT_URL_S3 is not usable; it must be the address of a store without a path/,
  })),
  KEK: [{ set: { KEK: 'hunter2', KEK_FILE: '/kek' }, says: /^KEK is not usable; .*KEK_FILE/ }],
  PUBLIC_URL: [
    'codes.example.com',
    'ftp://h',
    'https://u:p@h',
    'https://h/?a=b',
    'https://h/shop',
    'https://h/a/',
  ].map((value) => ({
    set: { PUBLIC_URL: value },
    says: /^PUBLIC_URL is ".+"; it must be an address such as https:/,
  })),
  APPROVAL_WINDOW_HOURS: ['0', '721', '1.5', 'a day'].map((value) => ({
    set: { APPROVAL_WINDOW_HOURS: value },
    says: /^APPROVAL_WINDOW_HOURS is ".+"; it must be a whole number from 1 to 720\.$/,
  })),
  SMTP_URL: ['mail:hunter2', 'smtp://u:hunter2@h?from=Shop', 'smtp://h?from=a@b.c,d@hunter2'].map(
    (value) => ({ set: { SMTP_URL: value }, says: /^SMTP_URL is not usable/ }),
  ),
  ALLOW_PRIVATE_WEBHOOKS: ['yes', '1', 'TRUE'].map((value) => ({
    set: { ALLOW_PRIVATE_WEBHOOKS: value },
    says: /^ALLOW_PRIVATE_WEBHOOKS is ".+"; it must be true or false\.$/,
  })),
  UPGRADE_BACKUP: [
    { set: { UPGRADE_BACKUP: 'no' }, says: /^UPGRADE_BACKUP is "no"; it must be on or off\.$/ },
  ],
  DEMO: [{ set: { DEMO: 'true' }, says: /^DEMO is "true"; it must be on or off\.$/ }],
  TRUSTED_PROXIES: ['10.0.0.0/33', 'proxy.local', '10.1', '10.0.0.0/8;::1'].map((value) => ({
    set: { TRUSTED_PROXIES: value },
    says: /^TRUSTED_PROXIES is ".+"; it must be address ranges such as/,
  })),
  TLS_CERT_FILE: [
    { set: { TLS_KEY_FILE: pem }, says: /^TLS_CERT_FILE is ""; it must be the file/ },
    { set: { TLS_CERT_FILE: '/no/such', TLS_KEY_FILE: pem }, says: /^TLS_CERT_FILE is "\/no/ },
  ],
  TLS_KEY_FILE: [
    { set: { TLS_CERT_FILE: pem }, says: /^TLS_KEY_FILE is ""; it must be the file/ },
    { set: { TLS_CERT_FILE: pem, TLS_KEY_FILE: '/no/such' }, says: /^TLS_KEY_FILE is "\/no/ },
  ],
  METRICS_PORT: [
    { set: { METRICS_PORT: 'any' }, says: /^METRICS_PORT is "any"; it must be a port/ },
  ],
  HEALTH_PORT: [
    { set: { HEALTH_PORT: '70000' }, says: /^HEALTH_PORT is "70000"; it must be a port/ },
  ],
  METRICS_TOKEN: [
    { set: { METRICS_TOKEN: 'hunter2' }, says: /^METRICS_TOKEN is not usable; .*16/ },
  ],
  CELL: ['eu', 'E', '1'].map((value) => ({
    set: { CELL: value },
    says: /^CELL is ".+"; it must be one letter from a to z\.$/,
  })),
  CELLS: [
    'e',
    'e https://eu.example.com',
    'u https://us.example.com Americas',
    'e https://eu.example.com Europe, e https://us.example.com Americas',
    'e https://eu.example.com/shop Europe',
    'e javascript:alert(1) Europe',
    `e https://eu.example.com ${'x'.repeat(41)}`,
    'e https://eu.example.com Europe,',
  ].map((value) => ({
    set: { CELL: 'e', CELLS: value },
    says: /^CELLS is ".+"; it must be letter, address and name of each cell, that of CELL among/,
  })),
  FINGERPRINT_KEY_FILE: [
    {
      set: { FINGERPRINT_KEY_FILE: '/no/such' },
      says: /^FINGERPRINT_KEY_FILE is "\/no\/such"; it/,
    },
  ],
  OTEL_EXPORTER_OTLP_ENDPOINT: [
    'collector:4318',
    'grpc://h:4317',
    'http://u:hunter2@h',
    'http://h/?a=b',
  ].map((value) => ({
    set: { OTEL_EXPORTER_OTLP_ENDPOINT: value },
    says: /^OTEL_EXPORTER_OTLP_ENDPOINT is not usable; it must be an address such as http:/,
  })),
  OTEL_EXPORTER_OTLP_HEADERS: ['hunter2', 'a b=hunter2', 'a=%ff', 'a=b,', 'a=\u00e9'].map(
    (value) => ({
      set: { OTEL_EXPORTER_OTLP_HEADERS: value },
      says: /^OTEL_EXPORTER_OTLP_HEADERS is not usable; it must be headers such as/,
    }),
  ),
  OTEL_TRACES_SAMPLER_ARG: ['-1', '1.1', '5%', '1e-2', 'all'].map((value) => ({
    set: { OTEL_TRACES_SAMPLER_ARG: value },
    says: /^OTEL_TRACES_SAMPLER_ARG is ".+"; it must be a share from 0 to 1, such as 0\.05\.$/,
  })),
  OTEL_SERVICE_NAME: ['caf\u00e9', 'x'.repeat(101)].map((value) => ({
    set: { OTEL_SERVICE_NAME: value },
    says: /^OTEL_SERVICE_NAME is ".+"; it must be 1 to 100 visible/,
  })),
  WEBHOOK_REGISTRATION: [
    { set: { WEBHOOK_REGISTRATION: 'staff' }, says: /^WEBHOOK_REGISTRATION is .* self or support/ },
  ],
  DATABASE_TIMEOUT_MS: ['10s', '499', '600001', '-1'].map((value) => ({
    set: { DATABASE_TIMEOUT_MS: value },
    says: /^DATABASE_TIMEOUT_MS is ".+"; it must be a number of milliseconds from 500 to 600000\.$/,
  })),
  DRAIN_MS: [
    { set: { DRAIN_MS: '-1' }, says: /^DRAIN_MS is "-1"; it must be a number of milliseconds/ },
  ],
  STOP_TIMEOUT_MS: ['25s', '600001', '1.5'].map((value) => ({
    set: { STOP_TIMEOUT_MS: value },
    says: /^STOP_TIMEOUT_MS is ".+"; it must be a number of milliseconds from 0 to 600000\.$/,
  })),
  CREDIT_ALONE_MAX: [
    { set: { CREDIT_ALONE_MAX: 'a lot' }, says: /CREDIT_ALONE_MAX.*a lot.*USD 1000/ },
    { set: { CREDIT_ALONE_MAX: 'USD 1000, 5' }, says: /CREDIT_ALONE_MAX/ },
  ],
  SOLE_ADMIN_DELAY_HOURS: [
    { set: { SOLE_ADMIN_DELAY_HOURS: '0' }, says: /SOLE_ADMIN_DELAY_HOURS.*1 to 720/ },
    { set: { SOLE_ADMIN_DELAY_HOURS: '1d' }, says: /1 to 720/ },
  ],
  LOG_LEVEL: [
    { set: { LOG_LEVEL: 'loud' }, says: /^LOG_LEVEL is "loud"; it must be fatal, error,/ },
  ],
};

describe.each(Object.entries(WRONG))('%s, wrong', (_name, cases) => {
  test.each(cases)('$set', ({ set, says }) => {
    const load = () => ({ ...loadConfig(set), ...loadSecrets('/somewhere', set) });
    expect(load).toThrow(SettingError);
    expect(load).toThrow(says);
    expect(load).toThrow(/^(?!.*hunter2)[^\n]*\.$/);
  });
});
