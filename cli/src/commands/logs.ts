import type { ListRequestsQuery, LoggedRequest } from '@psnb2b/sdk';
import type { Context, Run } from '../context.ts';
import { secondsOf } from '../duration.ts';
import { usage } from '../exit.ts';
import { patiently } from '../listen/patiently.ts';
import { followRequests } from '../logs/follow-requests.ts';
import { visible } from '../output/paint.ts';
import { table } from '../output/table.ts';
import { take } from '../take.ts';
import { writeTo } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';

interface Options {
  readonly status?: NonNullable<ListRequestsQuery['status_class']>;
  readonly code?: string;
  readonly method?: string;
  readonly path?: string;
  readonly key?: string;
  readonly request?: string;
  readonly since?: string;
  readonly limit?: string;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** The request log of the shop: `list`, or `tail`, which goes on with new requests. */
export const logs: Run<Options> = async (context, [act = 'list'], options) => {
  if (act !== 'list' && act !== 'tail') {
    throw usage(`A log can be listed or followed, not ${act}: psnb2b logs list, psnb2b logs tail.`);
  }
  const filters = filtersOf(options);
  return act === 'tail' ? tail(context, filters, options) : list(context, filters, options);
};

async function list(
  context: Context,
  filters: ListRequestsQuery,
  { since, limit = '100' }: Options,
): Promise<void> {
  const { client, url } = await context.shop();
  const { signal, paint } = context;
  const most = wholeNumber('--limit', limit);
  const from = sinceOf(since, client.now());
  const query = {
    ...filters,
    ...(from && { created_from: from.toISOString() }),
    limit: Math.min(most, 100),
  };
  const found = await take(client.requests.list(query, { signal }), most);
  const rows = found.data.map((each) => [
    each.created_at,
    each.status,
    each.method,
    pathOf(each),
    each.ms,
    each.id,
    pageOf(each, url),
  ]);
  const figure = (title: string) => ({ title, isFigure: true });
  const heads = ['TIME', 'STATUS', 'METHOD', 'PATH', figure('MS'), 'REQUEST', 'PROBLEM'];
  const value = { ...found, data: found.data.map((each) => withPage(each, url)) };
  await context.print(value, table(heads, rows, { paint, empty: 'No requests.' }));
}

async function tail(
  context: Context,
  filters: ListRequestsQuery,
  { since, limit }: Options,
): Promise<void> {
  if (limit !== undefined)
    throw usage('--limit is for psnb2b logs list: tail goes on until Ctrl-C.');
  const { client, url, mode } = await context.shop();
  const { signal, terminal, paint, json, note } = context;
  const from = sinceOf(since, client.now());
  note(`Following the ${mode} requests of ${url}. Reading them is left out. Ctrl-C ends it.`);
  const follower = followRequests(client, {
    ...{ filters, from, signal },
    onSkipped: ({ created_at }) =>
      note(`There are more before ${created_at}: psnb2b logs list --since shows them.`),
  });
  for await (const each of patiently(context, follower.read)) {
    const line = json ? JSON.stringify(withPage(each, url)) : paint.state(lineOf(each, url));
    await writeTo(terminal.out, `${line}\n`);
  }
}

function filtersOf({ status, code, method, path, key, request }: Options): ListRequestsQuery {
  const named = METHODS.find((each) => each === method?.toUpperCase());
  if (method !== undefined && named === undefined) {
    throw usage(`There is no method ${method}. There are: ${METHODS.join(', ')}.`);
  }
  return {
    ...(status && { status_class: status }),
    ...(code && { error_code: code }),
    ...(named && { method: named }),
    ...(path && { path }),
    ...(key && { key_id: key }),
    ...(request && { request_id: request }),
  };
}

function sinceOf(text: string | undefined, nowMs: number): Date | null {
  if (text === undefined) return null;
  const seconds = secondsOf(text);
  if (seconds !== null) return new Date(nowMs - seconds * 1_000);
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? new Date(text) : null;
  if (time && !Number.isNaN(time.getTime())) return time;
  throw usage(`--since is 15m, 2h, 7d or a time such as 2026-11-23T16:00:00Z, not ${text}.`);
}

/** The path with the id in its place. */
function pathOf({ path, about }: LoggedRequest): string {
  return about === null ? path : path.replace(/\{\w+\}/, about);
}

/** The page of the problem; null if it succeeded. */
function pageOf({ error_code: code }: LoggedRequest, url: string): string | null {
  return code === null ? null : `${url}/docs/errors/${code}`;
}

const withPage = (request: LoggedRequest, url: string) => ({
  ...request,
  problem: pageOf(request, url),
});

/** One request on one line; a problem with its page, and a limit with when it is free again, below it. */
function lineOf(request: LoggedRequest, url: string): string {
  const { created_at: time, status, method, ms, id, error_code: code, limit, replayed } = request;
  const took = `${ms} ms`.padStart(10);
  const head = `${time}  ${status}  ${method.padEnd(6)} ${pathOf(request)}  ${took}  ${id}${replayed ? '  replayed' : ''}`;
  const page = pageOf(request, url);
  const wait =
    limit === null ? '' : `, ${limit.limit} a minute of ${limit.policy}: free at ${limit.free_at}`;
  return [head, ...(page === null ? [] : [`    ${code}${wait}  ${page}`])].map(visible).join('\n');
}
