import type { Order } from '@psnb2b/contract';
import { required } from '../../src/kit/assert.ts';
import type { Call, Line } from './journal.ts';

/** A request of the journal with what came back, if anything did. */
export interface Sent {
  readonly call: Call;
  readonly at: number;
  readonly reply: Extract<Line, { is: 'reply' }> | null;
  readonly lost: Extract<Line, { is: 'lost' }> | null;
}

/** An order as its buyer must find it, by what was acknowledged. */
export interface Promised {
  readonly id: string;
  readonly key: string;
  readonly buyer: number;
  readonly order: Order;
  /** What was sent for it. */
  readonly body: object | undefined;
  /** `open`: a hold that was neither confirmed nor cancelled; it may have expired since its end. */
  state: 'delivered' | 'failed' | 'open';
  returned: number;
}

/** What the journal says, in the order in which it was written. */
export interface History {
  readonly sent: readonly Sent[];
  readonly orders: ReadonlyMap<string, Promised>;
  /** Ids of all orders that any reply named, by the key of their call. */
  readonly idsByKey: ReadonlyMap<string, ReadonlySet<string>>;
  /** Claims that were acknowledged, with the buyer of each. */
  readonly claims: ReadonlyMap<string, number>;
  readonly givenUp: ReadonlyMap<string, Call>;
  /** Keys of writes that never had a clear reply. */
  readonly unsettled: readonly Call[];
  readonly faults: readonly Extract<Line, { is: 'fault' }>[];
  readonly acknowledged: number;
}

/** The statuses that an order may have at a time (milliseconds of the epoch): a hold that is open may have failed only after its acknowledged end. */
export function statusesOf(
  { state, order }: Pick<Promised, 'state' | 'order'>,
  at: number,
): readonly Order['status'][] {
  if (state !== 'open') return [state];
  const isOver = order.expires_at !== null && Date.parse(order.expires_at) <= at;
  return isOver ? ['pending', 'failed'] : ['pending'];
}

export function readHistory(lines: readonly Line[]): History {
  const sent = new Map<number, { -readonly [Member in keyof Sent]: Sent[Member] }>();
  const givenUp = new Map<string, Call>();
  const faults: History['faults'][number][] = [];
  const calls = new Map<string, Call>();
  for (const line of lines) {
    if (line.is === 'sent') {
      sent.set(line.request, { call: line.call, at: line.at, reply: null, lost: null });
      calls.set(line.call.id, line.call);
    } else if (line.is === 'reply') {
      required(sent.get(line.request), 'a request was sent').reply = line;
    } else if (line.is === 'lost') {
      required(sent.get(line.request), 'a request was sent').lost = line;
    } else if (line.is === 'given up') {
      givenUp.set(line.id, required(calls.get(line.id), 'a call was made'));
    } else {
      faults.push(line);
    }
  }
  const orders = new Map<string, Promised>();
  const idsByKey = new Map<string, Set<string>>();
  const claims = new Map<string, number>();
  const settled = new Set<string>();
  let acknowledged = 0;
  for (const { call, reply } of sent.values()) {
    if (call.method !== 'POST' || reply === null) continue;
    if (reply.body.retryable !== true) settled.add(call.id);
    if (reply.status >= 300) continue;
    acknowledged += 1;
    apply(call, reply.body, { orders, idsByKey, claims });
  }
  const unsettled = [...calls.values()].filter(
    ({ method, id }) => method === 'POST' && !settled.has(id) && !givenUp.has(id),
  );
  return {
    sent: [...sent.values()],
    ...{ orders, idsByKey, claims, givenUp, unsettled, faults, acknowledged },
  };
}

/** Takes one acknowledgement into what its buyer was promised. */
function apply(
  { id: key, kind, buyer, path, body: request }: Call,
  body: Readonly<Record<string, unknown>>,
  into: {
    readonly orders: Map<string, Promised>;
    readonly idsByKey: Map<string, Set<string>>;
    readonly claims: Map<string, number>;
  },
): void {
  const promised = () =>
    required(into.orders.get(path.split('/')[2] ?? ''), 'its order was acknowledged');
  switch (kind) {
    case 'order':
    case 'hold': {
      const order = body as unknown as Order;
      const ids = into.idsByKey.get(key) ?? new Set<string>();
      into.idsByKey.set(key, ids.add(order.id));
      const state = kind === 'hold' ? 'open' : 'delivered';
      const { id } = order;
      into.orders.set(id, { id, key, buyer, order, body: request, state, returned: 0 });
      return;
    }
    case 'confirm':
      promised().state = 'delivered';
      return;
    case 'cancel':
      promised().state = 'failed';
      return;
    case 'return':
      promised().returned += 1;
      return;
    case 'claim':
      into.claims.set(String(body.id), buyer);
      return;
    case 'read':
    case 'probe':
      return;
    default:
      kind satisfies never;
  }
}
