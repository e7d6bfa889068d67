import type { TestEventCreate } from '@psnb2b/sdk';
import type { Context, Run } from '../context.ts';
import { usage } from '../exit.ts';
import { ProgressLine } from '../output/progress-line.ts';
import { table } from '../output/table.ts';
import { lineOf } from './events.ts';

interface Options {
  readonly list?: boolean;
  readonly all?: boolean;
}

interface Sample {
  readonly type: TestEventCreate['type'];
  readonly state: string;
}

/** Emits sample events in test mode. What can be emitted is read from the shop, so that nothing here can be out of date. */
export const trigger: Run<Options> = async (context, [type, state], { list, all }) => {
  if (list || (type === undefined && !all)) return showTypes(context);
  const { client } = await context.shop();
  const { signal } = context;
  const samples = all
    ? await everySample(context, type)
    : [{ type: type as Sample['type'], state }];
  const progress = new ProgressLine(context.terminal);
  const data = [];
  for (const [at, sample] of samples.entries()) {
    if (samples.length > 1) progress.update(at, samples.length);
    const body = { type: sample.type, ...(sample.state !== undefined && { state: sample.state }) };
    data.push(await client.test.emit(body, { signal }));
  }
  progress.end();
  const lines = data.map((event) => `${lineOf(event)}  ${event.id}\n`).join('');
  const [only] = data;
  await context.print(all ? { object: 'list', data } : only, lines);
};

async function samplesOf(context: Context) {
  const { client } = await context.shop();
  return (await client.test.eventTypes({ signal: context.signal })).data;
}

async function everySample(context: Context, type: string | undefined): Promise<Sample[]> {
  const types = await samplesOf(context);
  const chosen = type === undefined ? types : types.filter((each) => each.type === type);
  if (chosen.length === 0) {
    throw usage(
      `There is no event ${type}. There are: ${types.map((each) => each.type).join(', ')}.`,
    );
  }
  return chosen.flatMap((each) =>
    each.states.map((state) => ({ type: each.type as Sample['type'], state })),
  );
}

async function showTypes(context: Context): Promise<void> {
  const data = await samplesOf(context);
  const rows = data.map((each) => [each.type, each.states.join(' '), each.summary]);
  await context.print(
    { object: 'list', data },
    table(['TYPE', 'STATES', 'WHEN'], rows, { paint: context.paint, empty: 'No events.' }),
  );
}
