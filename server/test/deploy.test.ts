/**
 * Guards: what an operator copies from `deploy/` fits this version: every metric of the alert rules is one of the server's, and
 * every setting of the unit is a variable that the server reads.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENVIRONMENT_NAMES } from '../src/config/env.ts';
import { openShop, type Shop } from '../testkit/index.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path: string) => readFileSync(at(path), 'utf8');

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

test('every metric of the alert rules exists', async () => {
  const text = await shop.app.metrics.text();
  const known = [...text.matchAll(/^# HELP (\w+) /gm)].map(([, name]) => name);
  const named = new Set(read('deploy/alerts.yml').match(/psnb2b_\w+/g));
  expect(named.size).toBeGreaterThan(5);
  expect(known).toEqual(expect.arrayContaining([...named]));
});

test('every alert says what to do, and has a name of its own', () => {
  const rules = read('deploy/alerts.yml').split('- alert: ').slice(1);
  const names = rules.map((rule) => /^\w+/.exec(rule)?.[0]);
  expect(new Set(names).size).toBe(rules.length);
  for (const rule of rules)
    expect(rule).toMatch(/expr: .+[\s\S]*severity: (page|ticket)[\s\S]*summary: \S/);
});

test('the unit starts what is there, with variables that the server reads', () => {
  const unit = read('deploy/psnb2b.service');
  const program = /^ExecStart=\S+ \/opt\/psnb2b\/(\S+) serve$/m.exec(unit)?.[1];
  expect(existsSync(at(program ?? 'nothing'))).toBe(true);
  const documents = [...unit.matchAll(/file:\/\/\/opt\/psnb2b\/(\S+)/g)].map(([, path]) => path);
  for (const path of documents) expect(existsSync(at(path ?? 'nothing'))).toBe(true);
  const lines = unit.match(/^Environment=.*$/gm) ?? [];
  const guide = read('docs/operate/install-on-a-server.md').match(/^ *[A-Z_]+=/gm) ?? [];
  const proxy = read('deploy/Caddyfile').match(/\b[A-Z_]{8,}=/g) ?? [];
  const set = [...lines.flatMap((line) => line.slice(12).split(' ')), ...guide, ...proxy];
  const names = set.map((each) => each.trim().split('=')[0]);
  expect(names.length).toBeGreaterThan(6);
  expect(ENVIRONMENT_NAMES).toEqual(expect.arrayContaining(names));
});

test('links between the guides lead somewhere', () => {
  for (const name of readdirSync(at('docs/operate'))) {
    for (const [, path = ''] of read(`docs/operate/${name}`).matchAll(/\]\((\.[^)#]+)/g)) {
      const target = new URL(path, new URL(`../../docs/operate/${name}`, import.meta.url));
      expect([name, path, existsSync(target)]).toEqual([name, path, true]);
    }
  }
});
