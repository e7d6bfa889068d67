/**
 * Guards: what an operator copies from `deploy/` fits this version: every metric of the alert rules is one of the server's, and
 * every setting of the unit is a variable that the server reads.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENVIRONMENT_NAMES } from '../../src/config/env.ts';
import { loadConfig } from '../../src/config/index.ts';
import { createHealthServer } from '../../src/web/index.ts';
import { openShop, type Shop } from '../../testkit/index.ts';
import { metricsOf } from './metrics-of.ts';
import { fileAt as at, readText as read, readYaml } from './read-deploy.ts';

/** What compose files read, besides settings of the server. */
const OF_COMPOSE = [
  'DOMAIN',
  'BACKUPS',
  'IMAGE',
  'POSTGRES_PASSWORD',
  'OWNER_PASSWORD',
  'APP_PASSWORD',
];

interface Alert {
  readonly alert: string;
  readonly for: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook_url: string };
}

const rules: Alert[] = readYaml('deploy/alerts.yml').groups.flatMap(
  (group: { rules: Alert[] }) => group.rules,
);
const nameOf = (setting: string) => setting.trim().split('=')[0] ?? '';
const portOf = (url: string) => new URL(url).port;

let shop: Shop;
/** Addresses of the health of two workers: of one that works, and of one of which a loop hangs. */
let health: string;
let hanging: string;
beforeAll(async () => {
  shop = await openShop();
  health = await healthOf([]);
  hanging = await healthOf(['expire holds']);
});
const servers = new AsyncDisposableStack();
afterAll(async () => {
  await servers.disposeAsync();
  await shop[Symbol.asyncDispose]();
});

function healthOf(loops: readonly string[]): Promise<string> {
  const jobs = { hanging: loops, unreachedMs: 0 };
  const server = createHealthServer(shop.app, { jobs, deliverer: { stillMs: 0 } });
  servers.defer(() => server.close());
  return server.listen({ host: '127.0.0.1', port: 0 });
}

test('every metric of the alert rules exists', async () => {
  const known = await metricsOf(shop);
  const named = new Set(read('deploy/alerts.yml').match(/psnb2b_\w+/g));
  expect(named.size).toBeGreaterThan(5);
  expect(known).toEqual(expect.arrayContaining([...named]));
});

test('every alert waits, has a severity, and has a section of its own that says what to do', () => {
  const names = rules.map(({ alert }) => alert);
  expect(new Set(names).size).toBe(rules.length);
  const sections = read('docs/runbooks/alarms.md').match(/(?<=^## ).*$/gm) ?? [];
  const anchors = sections.map((title) => title.toLowerCase().replaceAll(' ', '-'));
  for (const { alert, labels, annotations, ...rule } of rules) {
    expect([alert, rule.for]).toEqual([alert, expect.stringMatching(/^\d+[smhd]$/)]);
    expect([alert, labels.severity]).toEqual([alert, expect.stringMatching(/^(page|ticket)$/)]);
    expect([alert, annotations.summary]).toEqual([alert, expect.stringMatching(/\S+ \S+.*\.$/)]);
    const [, path, anchor] = /\/blob\/main\/(.+)#(.+)$/.exec(annotations.runbook_url) ?? [];
    expect([alert, path]).toEqual([alert, 'docs/runbooks/alarms.md']);
    expect([alert, anchors]).toEqual([alert, expect.arrayContaining([anchor])]);
    const title = sections[anchors.indexOf(anchor ?? '')];
    expect(title?.split(' and ')).toContain(alert);
  }
  expect(sections.flatMap((title) => title.split(' and ')).sort()).toEqual([...names].sort());
});

test('every section says how urgent it is, as its rule does', () => {
  const [, ...sections] = read('docs/runbooks/alarms.md').split(/^## /m);
  for (const { alert, labels } of rules) {
    const section = sections.find((each) => each.split('\n', 1)[0]?.split(' and ').includes(alert));
    expect([alert, section]).toEqual([alert, expect.stringContaining(`**${labels.severity}`)]);
  }
});

test('the tests of the rules let each of them fire, and none in a shop in order', () => {
  const { tests } = readYaml('deploy/alerts.test.yml');
  const [inOrder, ...cases] = tests.map(
    (each: { alert_rule_test: { alertname: string; exp_alerts: unknown[] }[] }) =>
      each.alert_rule_test,
  );
  const fired = cases
    .flat()
    .filter((each: { exp_alerts: unknown[] }) => each.exp_alerts.length > 0)
    .map((each: { alertname: string }) => each.alertname);
  const names = rules.map(({ alert }) => alert).sort();
  expect(fired.sort()).toEqual(names);
  expect(inOrder.map((each: { alertname: string }) => each.alertname).sort()).toEqual(names);
});

test.each(readdirSync(at('deploy')).filter((name) => name.endsWith('.service')))(
  '%s starts what is there, with variables that the server reads',
  (name) => {
    const unit = read(`deploy/${name}`);
    const program = /^ExecStart=\S+ \/opt\/psnb2b\/(\S+) (serve|work)$/m.exec(unit)?.[1];
    expect(existsSync(at(program ?? 'nothing'))).toBe(true);
    const documents = [...unit.matchAll(/file:\/\/\/opt\/psnb2b\/(\S+)/g)];
    expect(documents).toHaveLength(1);
    for (const [, path = ''] of documents) expect(existsSync(at(path))).toBe(true);
    const lines = unit.match(/^Environment=.*$/gm) ?? [];
    const names = lines.flatMap((line) => line.slice(12).split(' ')).map(nameOf);
    expect(names.length).toBeGreaterThan(1);
    expect(ENVIRONMENT_NAMES).toEqual(expect.arrayContaining(names));
    const stopS = Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1]);
    expect(stopS * 1_000).toBeGreaterThan(loadConfig({}).stopTimeoutMs);
    expect(unit).toMatch(/^NoNewPrivileges=yes$[\s\S]*^ProtectSystem=strict$/m);
  },
);

test('settings in the guides and in the files of the proxy are ones of the server', () => {
  const guides = ['install-on-a-server', 'containers', 'two-nodes', 'own-postgresql'].flatMap(
    (name) => read(`docs/operate/${name}.md`).match(/(?<=```ini\n)[\s\S]*?(?=```)/g) ?? [],
  );
  const settings = guides.flatMap((block) => block.match(/^ *[A-Z_]+=/gm) ?? []);
  const proxy = read('deploy/Caddyfile').match(/\b[A-Z_]{8,}=/g) ?? [];
  const names = [...settings, ...proxy].map(nameOf);
  expect(names.length).toBeGreaterThan(6);
  expect([...ENVIRONMENT_NAMES, ...OF_COMPOSE]).toEqual(expect.arrayContaining(names));
});

test.each([
  ['the API that serves', () => ({ PORT: portOf(shop.url) }), 0],
  ['a port on which nobody listens', () => ({ PORT: '1' }), 1],
  ['a worker without a port', () => ({ PORT: portOf(shop.url), ROLE: 'worker' }), 1],
  ['a worker that answers', () => ({ ROLE: 'worker', HEALTH_PORT: portOf(health) }), 0],
  ['a worker of which a loop hangs', () => ({ ROLE: 'worker', HEALTH_PORT: portOf(hanging) }), 1],
  [
    'a worker that has only its metrics',
    () => ({ ROLE: 'worker', METRICS_PORT: portOf(health) }),
    1,
  ],
])('the health check of the image sees %s', async (_what, env, code) => {
  const child = spawn(process.execPath, [at('deploy/health.mjs')], { env: env(), stdio: 'ignore' });
  expect(await once(child, 'exit')).toEqual([code, null]);
});

test('links between the guides lead somewhere', () => {
  for (const name of readdirSync(at('docs/operate'))) {
    for (const [, path = ''] of read(`docs/operate/${name}`).matchAll(/\]\((\.[^)#]+)/g)) {
      const target = new URL(path, pathToFileURL(at(`docs/operate/${name}`)));
      expect([name, path, existsSync(target)]).toEqual([name, path, true]);
    }
  }
});
