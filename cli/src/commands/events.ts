import { type Event, memoryCursorStore } from '@psnb2b/sdk';
import type { Context, Run } from '../context.ts';
import { followPatiently } from '../listen/follow-patiently.ts';
import { visible } from '../output/paint.ts';
import { aboutOf } from '../output/show.ts';
import { table } from '../output/table.ts';
import { writeTo } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';

interface Options {
  readonly after?: string;
  readonly types?: readonly Event['type'][];
  readonly limit?: string;
  readonly follow?: boolean;
}

export const events: Run<Options> = async (context, _words, options) => {
  const { client } = await context.shop();
  const { signal, paint } = context;
  const after = options.after === undefined ? undefined : sequence(options.after);
  if (options.follow) return follow(context, after, options.types);
  const most = wholeNumber('--limit', options.limit ?? '100');
  const wanted = options.types && new Set<string>(options.types);
  const data: Event[] = [];
  let has_more = false;
  for await (const event of client.events.list(after === undefined ? {} : { after }, { signal })) {
    if (wanted && !wanted.has(event.type)) continue;
    has_more = data.length === most;
    if (has_more) break;
    data.push(event);
  }
  const rows = data.map((event) => [
    event.sequence,
    event.created_at,
    event.type,
    aboutOf(event),
    event.id,
  ]);
  const heads = [{ title: 'SEQUENCE', isFigure: true }, 'TIME', 'TYPE', 'ABOUT', 'EVENT'];
  await context.print(
    { object: 'list', data, has_more },
    table(heads, rows, { paint, empty: 'No events.' }),
  );
};

async function follow(
  context: Context,
  after: number | undefined,
  types: readonly Event['type'][] | undefined,
): Promise<void> {
  const store = memoryCursorStore(after === undefined ? null : String(after));
  for await (const event of followPatiently(context, { store, types, from: 'now' })) {
    const line = context.json ? JSON.stringify(event) : lineOf(event);
    await writeTo(context.terminal.out, `${line}\n`);
  }
}

/** One event on one line. */
export function lineOf(event: Event): string {
  return visible(
    `${event.created_at}  ${String(event.sequence).padStart(6)}  ${event.type}  ${aboutOf(event)}`.trimEnd(),
  );
}

function sequence(text: string): number {
  return text === '0' ? 0 : wholeNumber('--after', text);
}
