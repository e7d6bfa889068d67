/** Guards: staff see how the server is set, and never a secret of it. */
import { expect, test } from 'vitest';
import { describeEnvironment } from './describe-environment.ts';
import { ENVIRONMENT_NAMES } from './env.ts';

/** The variables of which an error never repeats the value either. */
const SECRETS = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'KEK',
  'SMTP_URL',
  'METRICS_TOKEN',
  'AWS_SECRET_ACCESS_KEY',
  'OTEL_EXPORTER_OTLP_HEADERS',
];

test('of a secret only that it is set is described, of all others the value', () => {
  const all = Object.fromEntries(ENVIRONMENT_NAMES.map((name) => [name, `value of ${name}`]));
  const described = describeEnvironment(all);
  expect(described.map(({ name }) => name)).toEqual(ENVIRONMENT_NAMES);
  for (const { name, value, isSet, isSecret } of described) {
    expect(isSet).toBe(true);
    expect([name, isSecret]).toEqual([name, SECRETS.includes(name)]);
    expect(value).toBe(isSecret ? null : `value of ${name}`);
  }
});

test('what is not set has no value', () => {
  expect(describeEnvironment({}).filter(({ isSet, value }) => isSet || value !== null)).toEqual([]);
});
