/**
 * Guards: a client in Go that we did not write the library of (kin-openapi, from Debian) calls every operation that reads, orders, downloads
 * codes and files a claim from our document alone, and finds no request or reply that differs from it.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';

const run = promisify(execFile);
const CLIENTS = process.env.CLIENTS;
let shop: Shop;
let folder: string;
beforeAll(async () => {
  if (CLIENTS === undefined) throw new Error('Run this with: npm run test:languages');
  shop = await openShop({ env: { ALLOW_PRIVATE_WEBHOOKS: 'true' } });
  folder = await mkdtemp(join(tmpdir(), 'psnb2b-go-'));
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

test('every read, an order, its codes and a claim', async () => {
  const { key } = await shop.buyer({ mode: 'test', balance: '10000.00' });
  const [given, old, read] = ['given.json', 'old.json', 'read.json'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const text = await (await fetch(`${shop.url}/api/v1/openapi.json`)).text();
  await writeFile(given, text);
  const convert = join(CLIENTS ?? '', 'node_modules/.bin/openapi-down-convert');
  await run(process.execPath, [convert, '--input', given, '--output', old]);
  await writeFile(read, JSON.stringify(withoutRest(JSON.parse(await readFile(old, 'utf8')))));
  const program = join(import.meta.dirname, 'openapi_client.go');
  const { stdout } = await run('go', ['run', program, read], {
    env: {
      // What the samples in Go have compiled of its library is there.
      ...{ PATH: process.env.PATH, HOME: process.env.HOME },
      ...{ GO111MODULE: 'off', GOPATH: '/usr/share/gocode' },
      ...{ API: `${shop.url}/api/v1`, KEY: key, HOOK: 'http://127.0.0.1:9/hook' },
    },
  });
  const { reads, ...done } = JSON.parse(stdout);
  expect(done).toEqual({
    order: 'delivered',
    codes: 2,
    claim: 'open',
    refused: 'out_of_stock',
    violations: [],
    // A request that the document does not allow: the client refuses it, and its reply is as the document says.
    found: 1,
  });
  const paths: Record<string, { get?: { operationId: string } }> = JSON.parse(text).paths;
  const all = Object.values(paths).flatMap(({ get }) => (get ? [get.operationId] : []));
  expect(reads).toEqual(all.toSorted());
});

/**
 * Debian's kin-openapi reads OpenAPI 3.0. Says in its words what the converter leaves in those of 3.1: limits that exclude their value, several
 * types, and `null`.
 */
function withoutRest(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRest);
  if (typeof value !== 'object' || value === null) return value;
  const isSample = (name: string) => ['example', 'examples', 'value'].includes(name);
  const found: Record<string, unknown> = Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, isSample(name) ? part : withoutRest(part)]),
  );
  if (typeof found.exclusiveMinimum === 'number') {
    Object.assign(found, { minimum: found.exclusiveMinimum, exclusiveMinimum: true });
  }
  if (Array.isArray(found.type)) {
    found.anyOf = found.type.map((type) => ({ type }));
    delete found.type;
  }
  for (const kind of ['anyOf', 'oneOf']) {
    const choices = found[kind];
    if (!Array.isArray(choices) || !choices.some(({ type }) => type === 'null')) continue;
    Object.assign(found, { nullable: true, [kind]: choices.filter(({ type }) => type !== 'null') });
  }
  return found;
}
