/** Every environment variable of the server, by name. No other file reads the environment. */
export const ENVIRONMENT_NAMES = [
  'HOST',
  'PORT',
  'DATA_DIR',
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'DATABASE_TIMEOUT_MS',
  'ROLE',
  'KEK',
  'KEK_FILE',
  'FINGERPRINT_KEY_FILE',
  'PUBLIC_URL',
  'CELL',
  'CELLS',
  'SMTP_URL',
  'ALLOW_PRIVATE_WEBHOOKS',
  'DEMO',
  'TRUSTED_PROXIES',
  'TLS_CERT_FILE',
  'TLS_KEY_FILE',
  'METRICS_PORT',
  'METRICS_TOKEN',
  'HEALTH_PORT',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'OTEL_TRACES_SAMPLER_ARG',
  'OTEL_SERVICE_NAME',
  'WEBHOOK_REGISTRATION',
  'APPROVAL_WINDOW_HOURS',
  'CREDIT_ALONE_MAX',
  'SOLE_ADMIN_DELAY_HOURS',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_REGION',
  'AWS_ENDPOINT_URL_S3',
  'UPGRADE_BACKUP',
  'LOG_LEVEL',
  'DRAIN_MS',
  'STOP_TIMEOUT_MS',
] as const;

export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];
export type Environment = Readonly<Partial<Record<EnvironmentName, string>>>;

/** The variables that are set. An empty one counts as unset, as in `NAME= command`. */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const set = ENVIRONMENT_NAMES.map((name) => [name, source[name]?.trim()] as const);
  return Object.fromEntries(set.filter(([, value]) => value !== undefined && value !== ''));
}
