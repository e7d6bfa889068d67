import type { WebhookEndpointCreate } from '@psnb2b/sdk';
import type { Context, Run } from '../context.ts';
import { usage } from '../exit.ts';
import { endpointFields } from '../output/show.ts';
import { fields, table } from '../output/table.ts';
import { take } from '../take.ts';

interface Options {
  readonly create?: string;
  readonly events?: WebhookEndpointCreate['events'];
  readonly deliveries?: boolean;
  readonly test?: boolean;
  readonly rotate?: boolean;
  readonly enable?: boolean;
  readonly disable?: boolean;
  readonly delete?: boolean;
}

const ACTS = ['deliveries', 'test', 'rotate', 'enable', 'disable', 'delete'] as const;

export const webhooks: Run<Options> = async (context, [id], options) => {
  const asked = ACTS.filter((act) => options[act]);
  if (asked.length + (options.create ? 1 : 0) > 1) {
    throw usage('One thing at a time: leave all but one of these options out.');
  }
  const [act] = asked;
  if (act !== undefined && id === undefined)
    throw usage(`Which endpoint? Name its id before --${act}.`);
  if (options.create !== undefined) return create(context, options.create, options.events);
  if (id === undefined) return list(context);
  return one(context, id, act);
};

async function create(context: Context, url: string, events: Options['events']): Promise<void> {
  const { client } = await context.shop();
  const made = await client.webhookEndpoints.create({ url, events }, { signal: context.signal });
  await context.print(made, fields(endpointFields(made), context.paint));
  context.note('Store the signing secret now: it is not shown again.');
}

async function list(context: Context): Promise<void> {
  const { client } = await context.shop();
  const { paint, signal } = context;
  const all = await take(client.webhookEndpoints.list({ signal }), 1_000);
  const rows = all.data.map((each) => [each.id, each.status, each.url, each.failing_since]);
  const empty =
    'No endpoints: `psnb2b webhooks --create <url>` registers one, `psnb2b listen` needs none.';
  await context.print(
    all,
    table(['ENDPOINT', 'STATUS', 'URL', 'FAILING SINCE'], rows, { paint, empty }),
  );
}

async function one(
  context: Context,
  id: string,
  act: (typeof ACTS)[number] | undefined,
): Promise<void> {
  const { client } = await context.shop();
  const { webhookEndpoints } = client;
  const { paint, signal } = context;
  const show = (endpoint: Parameters<typeof endpointFields>[0]) =>
    context.print(endpoint, fields(endpointFields(endpoint), paint));
  switch (act) {
    case undefined:
      return show(await webhookEndpoints.get(id, { signal }));
    case 'enable':
      return show(await webhookEndpoints.update(id, { status: 'enabled' }, { signal }));
    case 'disable':
      return show(await webhookEndpoints.update(id, { status: 'disabled' }, { signal }));
    case 'rotate':
      return show(await webhookEndpoints.rotate(id, {}, { signal }));
    case 'delete':
      await webhookEndpoints.delete(id, { signal });
      return context.print({ id, deleted: true }, `${id} is deleted.\n`);
    case 'test': {
      const event = await webhookEndpoints.test(id, { signal });
      return context.print(event, `${event.id} is being sent.\n`);
    }
    case 'deliveries': {
      const shown = await take(webhookEndpoints.deliveries(id, { limit: 20 }, { signal }), 20);
      const rows = shown.data.map((each) => [
        each.event_id,
        each.status,
        each.attempts.length,
        each.attempts.at(-1)?.status ?? each.attempts.at(-1)?.error,
        each.next_attempt_at,
      ]);
      const heads = ['EVENT', 'STATUS', 'ATTEMPTS', 'ANSWER', 'NEXT ATTEMPT'];
      return context.print(shown, table(heads, rows, { paint, empty: 'No deliveries yet.' }));
    }
    default:
      throw usage(`Unknown: ${act satisfies never}`);
  }
}
