import { ConnectionError } from '@psnb2b/sdk';
import type { Run } from '../context.ts';
import { exits } from '../exit.ts';
import { fields, table } from '../output/table.ts';

interface Status {
  readonly state: string;
  readonly headline: string;
  readonly measured_at: string | null;
  readonly parts: readonly {
    readonly part: string;
    readonly state: string;
    readonly calls_last_hour: number | null;
    readonly failures_last_hour: number | null;
    readonly p95_seconds: number | null;
  }[];
  readonly incidents: readonly {
    readonly title: string;
    readonly step: string;
    readonly opened_at: string;
  }[];
}

const TIMEOUT_MS = 10_000;

/** The status page needs no key; the address of the shop does come from the profile. */
export const status: Run<object> = async (context) => {
  const { url } = await context.shop();
  const { paint } = context;
  const began = performance.now();
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(TIMEOUT_MS)]);
  let shown: Status;
  try {
    const reply = await fetch(`${url}/status.json`, { redirect: 'error', signal });
    if (!reply.ok) throw new Error(`the shop answered ${reply.status}`);
    shown = (await reply.json()) as Status;
  } catch (cause) {
    if (context.signal.aborted) throw context.signal.reason;
    const facts = { call: 'GET /status.json', attempts: 1, idempotencyKey: null };
    const { cause: inner, message } = cause as { cause?: { code?: string }; message: string };
    const detail = `no status from ${url}: ${inner?.code ?? message}`;
    throw new ConnectionError({ reason: 'network', detail, cause }, facts);
  }
  const ms = Math.round(performance.now() - began);
  const head = { shop: url, state: shown.state, '': shown.headline, reply: `${ms} ms` };
  const parts = shown.parts.map((each) => [
    each.part,
    each.state,
    each.calls_last_hour,
    each.failures_last_hour,
    each.p95_seconds === null ? null : Math.round(each.p95_seconds * 1_000),
  ]);
  const columns = ['PART', 'STATE', ...['CALLS/H', 'FAILED/H', 'P95 MS'].map(figure)];
  const incidents = shown.incidents.map((each) => [each.opened_at, each.step, each.title]);
  const text = [
    fields(head, paint),
    table(columns, parts, { paint, empty: 'Nothing was measured yet.' }),
    incidents.length === 0
      ? ''
      : table(['SINCE', 'STEP', 'INCIDENT'], incidents, { paint, empty: '' }),
  ].join('\n');
  await context.print({ ...shown, reply_ms: ms }, text.trimEnd().concat('\n'));
  return /^(operational|unknown)/.test(shown.state) ? exits.done : exits.notReached;
};

function figure(title: string) {
  return { title, isFigure: true };
}
