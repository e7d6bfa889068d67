/**
 * Guards: the package that partners install works as ESM and as CommonJS, with types for both, holds nothing but what it needs, and
 * stays small.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { VERSION } from '../src/index.ts';
import { buildPackage, compile, run } from './build-package.ts';

/** The whole package as it is downloaded, most of it the types with their descriptions. */
const PACKED_MAX = 43_000;
/** What a program loads, compressed as in a worker's upload. */
const LOADED_MAX = 14_000;

let folder: string;
let built: string;
let tarball: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psnb2b-sdk-'));
  built = await buildPackage(folder);
  const cache = `--cache=${join(folder, 'cache')}`;
  const pack = ['pack', '--json', '--pack-destination', folder, cache];
  const { stdout } = await run('npm', pack, { cwd: built });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  tarball = new Uint8Array(await readFile(join(folder, filename)));
});
afterAll(() => rm(folder, { recursive: true }));

test('publint finds nothing', async () => {
  const { messages } = await publint({ pkgDir: built, strict: true, pack: 'npm' });
  expect(messages).toEqual([]);
});

test('types resolve in every way of resolving them', async () => {
  const analysis = await checkPackage(createPackageFromTarballData(tarball));
  if (!analysis.types) throw new Error('the package has no types');
  // The way of Node 10 knows no subpaths; the main entry works there.
  const problems = analysis.problems.filter(
    (each) =>
      !(
        'resolutionKind' in each &&
        each.resolutionKind === 'node10' &&
        each.entrypoint === './node'
      ),
  );
  expect(problems).toEqual([]);
});

test('it has no dependency, no import but of Node’s files in /node, and the version that it sends', async () => {
  const manifest = JSON.parse(await readFile(join(built, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({ version: VERSION, license: 'MIT', engines: { node: '>=20' } });
  expect(manifest).not.toHaveProperty('dependencies');
  expect(manifest).not.toHaveProperty('private');
  const core = await readFile(join(built, 'index.cjs'), 'utf8');
  expect(core).not.toMatch(/\brequire\(|\bimport\(|node:|process\./);
  expect(core).not.toContain('@psnb2b/contract');
});

test('ESM and CommonJS share one implementation', async () => {
  const program = join(folder, 'program.mjs');
  await writeFile(
    program,
    `import { createRequire } from 'node:module';
     import { ApiError, Psnb2b } from "@psnb2b/sdk";
     import { fileCursorStore } from "@psnb2b/sdk/node";
     const required = createRequire(import.meta.url)('@psnb2b/sdk');
     new Psnb2b({ apiKey: 'psnb2b_test_01234567890123456789', baseUrl: 'https://a.example' });
     console.log(required.ApiError === ApiError, typeof fileCursorStore);`,
  );
  // With the node of this machine, too, which may be the oldest that we support.
  for (const node of [process.execPath, 'node']) {
    expect((await run(node, [program])).stdout.trim()).toBe('true function');
  }
});

test('a strict TypeScript program compiles with it, in both forms and without types of Node', async () => {
  const source = `
    import { ApiError, Psnb2b, type Order } from "@psnb2b/sdk";
    const shop = new Psnb2b({ apiKey: 'x', baseUrl: 'https://a.example' });
    export async function buy(): Promise<Order | number> {
      try {
        return await shop.orders.createAndWait({ region: 'US', denomination: 50, quantity: 1 });
      } catch (error) {
        if (error instanceof ApiError && error.is('out_of_stock')) return error.problem.available;
        if (error instanceof ApiError && error.problem.code === 'rate_limited') return 1;
        throw error;
      }
    }
    // @ts-expect-error A hold is never final by itself.
    shop.orders.createAndWait({ region: 'US', denomination: 50, quantity: 1, payment: 'hold' });
    // @ts-expect-error There is no such filter.
    shop.orders.list({ colour: 'blue' });`;
  await writeFile(join(folder, 'use.mts'), source);
  await writeFile(join(folder, 'use.cts'), source);
  const use = ['use.mts', 'use.cts'].map((name) => join(folder, name));
  await compile(use, ['--types', '', '--lib', 'es2022,dom']);
});

test('it is small', async () => {
  const loaded = gzipSync(await readFile(join(built, 'index.cjs')), { level: 9 }).length;
  console.log(`The package is ${tarball.length} bytes packed; a program loads ${loaded} of them.`);
  expect(tarball.length).toBeLessThan(PACKED_MAX);
  expect(loaded).toBeLessThan(LOADED_MAX);
});
