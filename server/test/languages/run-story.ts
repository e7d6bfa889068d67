import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { operations } from '@psnb2b/contract';
import { callOf, fixedValues, type Step, story } from '../../src/docs/reference/story.ts';
import { type Language, samplesOf, writeCurl } from '../../src/docs/samples/index.ts';
import { smallFile } from '../../testkit/acts.ts';
import type { Shop } from '../../testkit/index.ts';
import { problemIn } from './guide-samples.ts';
import { compileAll, runProgram } from './run-program.ts';

/** An address that belongs to nobody, and one that may be registered in a test. */
const SHOWN = 'https://example.com/hooks/psnb2b';
const REACHABLE = 'http://127.0.0.1:9/hooks/psnb2b';

/** Runs the story of the reference in one language, as a partner of its own. Returns what failed, one line each. */
export async function runStory(shop: Shop, language: Language, folder: string): Promise<string[]> {
  const { key } = await shop.buyer({ mode: 'test', balance: '10000.00' });
  const env: Record<string, string> = { API: `${shop.url}/api/v1`, KEY: key, ...fixedValues };
  await writeFile(join(folder, 'error.png'), smallFile('small.png'));
  const faults: string[] = [];
  const programs = story.map((step, index) => programOf(step, index, language));
  await compileAll(
    language,
    programs.filter((text) => text !== null),
    folder,
  );
  for (const [index, step] of story.entries()) {
    const text = programs[index] ?? null;
    if (text === null) continue;
    const running = runProgram({ language, text, folder, env });
    const printed = await running.catch((error: Error) => `failed: ${error.message}`);
    const fault = printed.startsWith('failed: ') ? printed : problemIn(printed);
    if (fault !== null) faults.push(`${step.operation}: ${fault}`);
    for (const [name, path] of Object.entries(step.keep ?? {})) {
      env[name] = fault === null ? valueAt(JSON.parse(printed), path) : '';
    }
  }
  return faults;
}

/** The program of a step; null in a language that does not have it: a file is sent by `curl` alone. */
function programOf(step: Step, index: number, language: Language): string | null {
  const curl = writeCurl(callOf(step, index + 1)).replace(SHOWN, REACHABLE);
  if ('upload' in operations[step.operation]) {
    return language === 'sh' ? `${curl} -F "file=@error.png"` : null;
  }
  return samplesOf(curl).find((each) => each.language === language)?.text ?? null;
}

/** The value at a path of a reply, which later steps use. */
export function valueAt(reply: unknown, path: readonly (string | number)[]): string {
  const found = path.reduce<unknown>(
    (value, part) => (value as Record<string | number, unknown>)[part],
    reply,
  );
  if (typeof found !== 'string') throw new Error(`the reply has no ${path.join('.')}`);
  return found;
}
