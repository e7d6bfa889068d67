/**
 * Guards: every `curl` command of the guides, and its TypeScript, does what the guide says when it is run as it is printed, in
 * test mode. The other languages: `npm run test:languages`.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samplesOf } from '../../src/docs/samples/index.ts';
import { guideSamples, losesItsReply, openWorld, problemIn, type World } from './guide-samples.ts';
import { runProgram } from './run-program.ts';

let world: World;
let folder: string;
beforeAll(async () => {
  world = await openWorld();
  folder = await mkdtemp(join(tmpdir(), 'psnb2b-samples-'));
  await writeFile(join(folder, 'error.png'), world.evidence);
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const samples = await guideSamples();

test('the guides have samples', () => {
  expect(samples.length).toBeGreaterThan(14);
});

test.each(samples)('$name', async (sample) => {
  const { text, env } = world.prepare(sample);
  for (const { language, text: program } of samplesOf(text)) {
    if (language !== 'sh' && language !== 'ts') continue;
    const running = runProgram({ language, text: program, folder, env });
    if (losesItsReply(sample)) {
      await expect(running).rejects.toThrow();
      continue;
    }
    const printed = await running;
    expect([language, problemIn(printed)]).toEqual([language, null]);
    expect(printed.trim(), language).toMatch(/^\{/);
  }
});
