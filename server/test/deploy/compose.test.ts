/**
 * Guards: the compose files are what the Compose Specification allows; every service runs without rights that it does not need; and
 * settings, volumes and secrets fit the server.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { ENVIRONMENT_NAMES } from '../../src/config/env.ts';
import { readText, readYaml } from './read-deploy.ts';

const {
  $schema: _,
  id: __,
  ...schema
} = JSON.parse(readFileSync(join(import.meta.dirname, 'compose.schema.json'), 'utf8'));
const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
const validate = ajv.compile(schema);
const faultsOf = (file: unknown) =>
  validate(file) ? [] : validate.errors?.map((each) => [each.instancePath, each.message]);

const FILES = ['deploy/compose.yml', 'deploy/compose.two-nodes.yml'];
const TIME = /^(\d+)s$/;

test.each(FILES)('%s is what the specification allows', (path) => {
  expect(faultsOf(readYaml(path))).toEqual([]);
});

test.each([
  ['a misspelt member', { enviroment: {} }],
  ['a number in place of a list', { cap_drop: 1 }],
])('%s is found', (_what, change) => {
  const file = readYaml('deploy/compose.yml');
  Object.assign(file.services.server, change);
  expect(faultsOf(file)).not.toEqual([]);
});

test.each(FILES)('%s gives no service more than it needs', (path) => {
  const { services } = readYaml(path);
  for (const [name, service] of Object.entries<Record<string, unknown>>(services)) {
    expect([name, service.security_opt]).toEqual([name, ['no-new-privileges:true']]);
    expect([name, service.privileged, service.network_mode]).toEqual([name, undefined, undefined]);
    // Only the proxy is reachable from outside.
    expect([name, service.ports === undefined]).toEqual([name, name !== 'proxy']);
    expect(String(service.image)).toMatch(/:(\d+\.\d+[\w.-]*)\}?$/);
    if (!String(service.image).includes('psnb2b')) continue;
    expect(service).toMatchObject({ user: '10001:10001', read_only: true, cap_drop: ['ALL'] });
  }
});

test.each(FILES)('the settings in %s are ones of the server, and none is a secret', (path) => {
  const { services } = readYaml(path);
  for (const service of Object.values<Record<string, unknown>>(services)) {
    if (!String(service.image).includes('psnb2b')) continue;
    const environment = service.environment as Record<string, string>;
    expect(ENVIRONMENT_NAMES).toEqual(expect.arrayContaining(Object.keys(environment)));
    const [, graceS] = TIME.exec(String(service.stop_grace_period)) ?? [];
    expect(Number(graceS) * 1_000).toBeGreaterThan(Number(environment.STOP_TIMEOUT_MS));
    for (const [name, value] of Object.entries(environment)) {
      if (/PASSWORD|TOKEN|SMTP/.test(name))
        expect([name, value]).toEqual([name, expect.stringMatching(/^\$\{\w+/)]);
    }
  }
  expect(readText(path)).not.toMatch(/:\/\/[^$\s/]+:[^$\s/]+@/);
});

test.each(FILES)('every volume and network in %s is declared, and the proxy is trusted', (path) => {
  const { services, volumes, networks } = readYaml(path);
  const used = Object.values<{ volumes?: string[] }>(services)
    .flatMap((service) => service.volumes ?? [])
    .map((volume) => /^(?:\$\{\w+:-(\w+)\}|([a-z]\w*)):/.exec(volume))
    .flatMap((found) => (found ? [found[1] ?? found[2]] : []));
  expect([...new Set(used)].sort()).toEqual(Object.keys(volumes).sort());
  const [{ subnet }] = networks.inside.ipam.config;
  expect(readText(path)).toContain(`TRUSTED_PROXIES: ${subnet}`);
});

test('only the migration and the worker know the owner of the database', () => {
  const { services } = readYaml('deploy/compose.two-nodes.yml');
  const owners = Object.entries<{ environment: object }>(services)
    .filter(([, { environment }]) => 'DATABASE_OWNER_URL' in environment)
    .map(([name]) => name);
  expect(owners).toEqual(['migrate', 'worker']);
});
