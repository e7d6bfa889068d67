import { ENVIRONMENT_NAMES, type EnvironmentName, readEnvironment } from './env.ts';

/** A variable of the environment, for people; the value of a secret is never in it. */
export interface EnvironmentSetting {
  readonly name: EnvironmentName;
  readonly explains: string;
  /** Null: nothing applies unless it is set. */
  readonly defaultValue: string | null;
  readonly unit: string;
  readonly range: string | null;
  readonly isSecret: boolean;
  readonly isSet: boolean;
  /** Null for a secret, and for one that is not set. */
  readonly value: string | null;
}

type Words = readonly [
  explains: string,
  defaultValue: string | null,
  range?: string | null,
  unit?: string,
];

const SECRETS: readonly EnvironmentName[] = [
  ...['DATABASE_URL', 'DATABASE_OWNER_URL', 'SMTP_URL'],
  ...['KEK', 'METRICS_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'OTEL_EXPORTER_OTLP_HEADERS'],
] as readonly EnvironmentName[];

const WORDS: Readonly<Record<EnvironmentName, Words>> = {
  HOST: ['The address or name on which the server listens.', '127.0.0.1'],
  PORT: ['The port on which it listens; 0 is any free one.', '8080', '0 to 65535'],
  DATA_DIR: ['The folder of the embedded database, the key file and the legal texts.', './data'],
  DATABASE_URL: ['Your own PostgreSQL in place of the embedded one.', null],
  DATABASE_OWNER_URL: ['The owner of that database, as whom it is migrated.', null],
  DATABASE_TIMEOUT_MS: [
    'The limit of one statement in the database.',
    '10000',
    '500 to 600000',
    'ms',
  ],
  ROLE: [
    'Whether this process serves the API, does the background work, or both.',
    'all',
    'all, api, worker',
  ],
  KEK: ['The key that encrypts all other keys.', null],
  KEK_FILE: ['The file of the key that encrypts all other keys.', 'DATA_DIR/kek'],
  FINGERPRINT_KEY_FILE: [
    'The fingerprint key of another cell, for the first start of a new one.',
    null,
  ],
  PUBLIC_URL: ['The address that links name.', 'the address on which it listens'],
  CELL: ['The letter of this cell, where a shop has several.', null, 'a to z'],
  CELLS: ['Letter, address and name of each cell, for the sign-in pages.', null],
  SMTP_URL: ['The mail server; without it e-mails wait in the outbox.', null],
  UPGRADE_BACKUP: [
    'Whether the embedded database is backed up before a new version migrates it.',
    'on',
    'on, off',
  ],
  ALLOW_PRIVATE_WEBHOOKS: [
    'Whether webhooks may go to this machine and its network.',
    'false',
    'true, false',
  ],
  DEMO: ['Whether a first run creates demo data.', 'first run on this machine', 'on, off'],
  TRUSTED_PROXIES: ['Address ranges of proxies whose X-Forwarded-For is trusted.', null],
  TLS_CERT_FILE: ['The certificate for TLS without a proxy.', null],
  TLS_KEY_FILE: ['The private key of that certificate.', null],
  METRICS_PORT: ['The port of /metrics; without one it is on the main port.', null, '0 to 65535'],
  METRICS_TOKEN: ['The token that /metrics asks for.', null],
  HEALTH_PORT: [
    'The port of /healthz and /readyz of a worker without an API, and of /metrics unless METRICS_PORT is set.',
    ...([null, '0 to 65535'] as const),
  ],
  OTEL_EXPORTER_OTLP_ENDPOINT: [
    'The collector of OpenTelemetry that gets traces; without one nothing is traced.',
    null,
  ],
  OTEL_EXPORTER_OTLP_HEADERS: ['Headers that the collector asks for.', null],
  OTEL_TRACES_SAMPLER_ARG: ['The share of requests that are traced.', '1', '0 to 1'],
  OTEL_SERVICE_NAME: ['The name of this server in traces.', 'psnb2b'],
  WEBHOOK_REGISTRATION: ['Who registers webhook endpoints.', 'self', 'self, support'],
  APPROVAL_WINDOW_HOURS: [
    'The period over which claim decisions add up against the limit of one person, and orders against the approval limit of a business.',
    ...(['24', '1 to 720', 'h'] as const),
  ],
  CREDIT_ALONE_MAX: [
    'A higher credit limit, and a larger payment, than this needs two people.',
    ...(['1000', 'an amount, or amounts by currency'] as const),
  ],
  SOLE_ADMIN_DELAY_HOURS: [
    'How long a change that needs two admins waits if there is only one.',
    ...(['24', '1 to 720', 'h'] as const),
  ],
  AWS_ACCESS_KEY_ID: ['The id of the key with which backups go to an S3-compatible store.', null],
  AWS_SECRET_ACCESS_KEY: ['The secret of that key.', null],
  AWS_REGION: ['The region of the bucket.', 'us-east-1'],
  AWS_ENDPOINT_URL_S3: [
    'The address of a store that is not Amazon’s; buckets are in its path.',
    null,
  ],
  LOG_LEVEL: ['How much is logged.', 'info', 'trace, debug, info, warn, error, fatal'],
  DRAIN_MS: [
    'How long a server that stops still serves, so that load balancers can send requests elsewhere; by default 5000 while another one serves, otherwise 0.',
    null,
  ],
  STOP_TIMEOUT_MS: [
    'The time from the stop signal until unfinished work is cut off.',
    '25000',
    '0 to 600000',
    'ms',
  ],
};

/** Every variable of the server, with what is set. */
export function describeEnvironment(source?: NodeJS.ProcessEnv): EnvironmentSetting[] {
  const env = readEnvironment(source);
  return ENVIRONMENT_NAMES.map((name) => {
    const [explains, defaultValue, range = null, unit = ''] = WORDS[name];
    const isSecret = SECRETS.includes(name);
    const isSet = env[name] !== undefined;
    const value = isSecret ? null : (env[name] ?? null);
    return { name, explains, defaultValue, range, unit, isSecret, isSet, value };
  });
}
