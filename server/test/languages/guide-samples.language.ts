/** Guards: every sample of the guides in the languages beside curl and TypeScript, run as it is printed, against the real server. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { samplesOf } from '../../src/docs/samples/index.ts';
import { guideSamples, losesItsReply, openWorld, problemIn, type World } from './guide-samples.ts';
import { presentLanguages } from './present-languages.ts';
import { compileAll, runProgram } from './run-program.ts';

let world: World;
let folder: string;
beforeAll(async () => {
  world = await openWorld();
  folder = await mkdtemp(join(tmpdir(), 'psnb2b-samples-'));
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const samples = (await guideSamples()).filter(({ text }) => samplesOf(text).length > 1);

describe.each(presentLanguages())('%s', (language) => {
  const own = () => join(folder, language);
  const programOf = (text: string) =>
    samplesOf(text).find((each) => each.language === language)?.text ?? '';

  beforeAll(async () => {
    const programs = samples.map((sample) => programOf(world.prepare(sample).text));
    await compileAll(language, programs, own());
  });

  test.each(samples)('$name', async (sample) => {
    const { text, env } = world.prepare(sample);
    const running = runProgram({ language, text: programOf(text), folder: own(), env });
    if (losesItsReply(sample)) {
      await expect(running).rejects.toThrow();
      return;
    }
    const printed = await running;
    expect(problemIn(printed)).toBeNull();
    expect(printed.trim()).toMatch(/^\{/);
  });
});
