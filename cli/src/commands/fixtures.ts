import { readFile } from 'node:fs/promises';
import type { Run } from '../context.ts';
import { exits, usage } from '../exit.ts';
import { runScenario } from '../fixtures/run-scenario.ts';
import { readScenario } from '../fixtures/scenario.ts';
import { refuseWrongKey } from '../refuse-wrong-key.ts';

/** Runs the steps of a file in test mode; ends at the first that is not as expected. */
export const fixtures: Run<object> = async (context, [file = '']) => {
  const scenario = readScenario(await readFile(file, 'utf8'), file);
  const { client, mode } = await context.shop();
  if (mode === 'live') throw usage('A scenario runs with a test key only.');
  await refuseWrongKey(context);
  const { steps, failure } = await runScenario(client, scenario, {
    signal: context.signal,
    onStep: (name, at) => {
      if (!context.json) context.note(`${at} of ${scenario.steps.length}  ${name}`);
    },
  });
  const text = failure
    ? `${context.paint.bad('failed')}: step ${failure.step}, ${failure.detail}\n`
    : `${context.paint.good('passed')}: ${scenario.steps.length} steps\n`;
  await context.print({ passed: failure === null, failure, steps }, text);
  return failure ? exits.notReached : exits.done;
};
