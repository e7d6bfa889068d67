import { setTimeout as delay } from 'node:timers/promises';
import type { OrderStatusChangedEvent } from '@psnb2b/sdk';
import { type CheckId, type CheckResult, checks, isCheck } from '../certify/checks.ts';
import { type Finding, orderTrials } from '../certify/order-trials.ts';
import { openProxy } from '../certify/proxy.ts';
import { reportResults } from '../certify/report.ts';
import { tryWebhooks } from '../certify/webhook-trials.ts';
import type { Context, Run } from '../context.ts';
import { exits, usage } from '../exit.ts';
import { readTarget } from '../listen/forward.ts';
import { listenSecret } from '../listen/secret.ts';
import { refuseWrongKey } from '../refuse-wrong-key.ts';
import { wholeNumber } from '../whole-number.ts';

interface Options {
  readonly port?: string;
  readonly forwardTo?: string;
  readonly secret?: string;
  readonly timeout?: string;
  readonly only?: readonly string[];
  /** False with `--no-report`. */
  readonly report?: boolean;
}

const TICK_MS = 200;

/** Watches a program until every check is decided, or the time is over. */
export const certify: Run<Options> = async (context, _words, options) => {
  const { account, mode, url } = await context.shop();
  if (mode === 'live') throw usage('A program is watched in test mode only: use a test key.');
  const target = options.forwardTo === undefined ? null : readTarget(options.forwardTo);
  const wanted = wantedOf(options.only, target !== null);
  await refuseWrongKey(context);
  const results = new Map<CheckId, CheckResult>(
    wanted.map((id) => [id, { id, state: 'waiting', detail: null }]),
  );
  const note = (findings: readonly Finding[]) => {
    for (const { id, passed, detail } of findings) {
      if (results.get(id)?.state !== 'waiting') continue;
      results.set(id, { id, state: passed ? 'passed' : 'failed', detail });
      context.note(
        `${passed ? context.paint.good('passed') : context.paint.bad('failed')}  ${checks[id].title}`,
      );
    }
  };
  const trials = orderTrials(wanted);
  let ordersAccepted = 0;
  await using proxy = await openProxy({
    url,
    trials,
    port: options.port === undefined ? 0 : wholeNumber('--port', options.port),
    onFindings: note,
    onAccepted: (call) => {
      if (call === 'POST /api/v1/orders') ordersAccepted += 1;
      if (call === 'POST /api/v1/claims')
        note([{ id: 'claim', passed: true, detail: 'It filed a claim.' }]);
    },
  });
  const secret = options.secret ?? (await listenSecret(context.folders, account));
  context.note(
    `Let your program call ${proxy.url}/api/v1 instead of ${url}/api/v1, and place orders.`,
  );
  if (target !== null && !options.secret) context.note(`Signing secret of the webhooks: ${secret}`);
  const began = performance.now();
  const end = began + wholeNumber('--timeout', options.timeout ?? '600') * 1_000;
  let webhooksTried = target === null;
  while (performance.now() < end && !context.signal.aborted) {
    note(trials.settle(performance.now()));
    if (!webhooksTried && target !== null && ordersAccepted > 0) {
      const event = await latestOrderEvent(context);
      if (event) {
        webhooksTried = true;
        note(await tryWebhooks(event, { target, secret, signal: context.signal }));
      }
    }
    if ([...results.values()].every(({ state }) => state !== 'waiting')) break;
    await delay(TICK_MS, undefined, { signal: context.signal }).catch(() => {});
  }
  const found = [...results.values()];
  const isWhole = options.only === undefined && found.some(({ state }) => state !== 'waiting');
  if (isWhole && options.report !== false && !context.signal.aborted) {
    await reportResults(context, found, performance.now() - began);
  }
  return report(context, found, url);
};

function wantedOf(only: readonly string[] | undefined, hasReceiver: boolean): CheckId[] {
  const all = (Object.keys(checks) as CheckId[]).filter(
    (id) => hasReceiver || !id.startsWith('webhook-'),
  );
  if (only === undefined) return all;
  for (const name of only) {
    if (!isCheck(name))
      throw usage(`There is no check ${name}. There are: ${Object.keys(checks).join(', ')}.`);
    if (!all.includes(name)) throw usage(`The check ${name} needs --forward-to.`);
  }
  return all.filter((id) => only.includes(id));
}

/** The newest event of an order that was placed; null before there is one. */
async function latestOrderEvent(context: Context): Promise<OrderStatusChangedEvent | null> {
  const { client } = await context.shop();
  let latest: OrderStatusChangedEvent | null = null;
  for await (const event of client.events.list({}, { signal: context.signal })) {
    if (event.type === 'order.status_changed') latest = event;
  }
  return latest;
}

async function report(
  context: Context,
  results: readonly CheckResult[],
  url: string,
): Promise<number> {
  const { paint } = context;
  const lines = results.flatMap(({ id, state, detail }) => {
    const { title, change, guide } = checks[id];
    const head = `${paint.state(state === 'waiting' ? 'not seen' : state)}  ${title}`;
    if (state === 'passed') return [head];
    return [
      head,
      ...(detail === null ? [] : [`    ${detail}`]),
      `    ${change}`,
      `    ${url}/docs/${guide}`,
    ];
  });
  const passed = results.every(({ state }) => state === 'passed');
  const data = results.map(({ id, state, detail }) => ({
    check: id,
    state: state === 'waiting' ? 'not_seen' : state,
    detail,
    change: state === 'passed' ? null : checks[id].change,
  }));
  await context.print({ object: 'certification', passed, data }, `\n${lines.join('\n')}\n`);
  return passed ? exits.done : exits.notReached;
}
