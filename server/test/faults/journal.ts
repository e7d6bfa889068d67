import { randomUUID } from 'node:crypto';
import type { Order, OrderCodeList } from '@psnb2b/contract';
import { callApi } from '../../testkit/index.ts';

/** Codes of each order in these tests. */
export const QUANTITY = 2;
const BODY = { region: 'US', denomination: 50, quantity: QUANTITY };
const BUYERS = 12;

/** The replies that clients got, recorded outside of the system: the database alone cannot show that a commit is missing. */
export class Journal {
  /** Order ids by the Idempotency-Key of the acknowledged request. */
  readonly acknowledged = new Map<string, string>();
  /** Keys of requests without a reply, or whose reply says that the outcome is unknown. */
  readonly unknown = new Set<string>();
  /** Replies that must not occur. */
  readonly strange: string[] = [];
}

/**
 * Several buyers place orders without pause until so many more are acknowledged. Then, after one buyer's reply and
 * before the others', calls `strike`. Each buyer stops when it meets the fault.
 */
export async function orderUntil(
  journal: Journal,
  { url, key, orders }: { url: string; key: string; orders: number },
  strike: () => void,
): Promise<void> {
  let acknowledged = 0;
  const buyer = async () => {
    while (await placeOne(journal, url, key)) {
      acknowledged += 1;
      if (acknowledged === orders) strike();
    }
  };
  await Promise.all(Array.from({ length: BUYERS }, buyer));
}

/** Places one order and records its reply; whether it was acknowledged. */
export async function placeOne(journal: Journal, url: string, key: string): Promise<boolean> {
  const idempotencyKey = randomUUID();
  // From here on the request may take effect, whatever the reply is.
  journal.unknown.add(idempotencyKey);
  let answer: Awaited<ReturnType<typeof callApi<Order>>>;
  try {
    answer = await callApi<Order>(url, 'POST', '/orders', { key, idempotencyKey, body: BODY });
  } catch (error) {
    if (!(error instanceof TypeError)) journal.strange.push(String(error));
    return false;
  }
  if (answer.status === 503) return false;
  if (answer.status !== 201) {
    journal.strange.push(`${answer.status} ${answer.text}`);
    return false;
  }
  journal.unknown.delete(idempotencyKey);
  journal.acknowledged.set(idempotencyKey, answer.body.id);
  return true;
}

/** Retries every request of unknown outcome with its own key; each retry must return an order. */
export async function settleUnknown(journal: Journal, url: string, key: string): Promise<void> {
  for (const idempotencyKey of journal.unknown) {
    const options = { key, idempotencyKey, body: BODY };
    const { status, body, text } = await callApi<Order>(url, 'POST', '/orders', options);
    if (status === 201) journal.acknowledged.set(idempotencyKey, body.id);
    else journal.strange.push(`${status} ${text}`);
  }
  journal.unknown.clear();
}

/** Returns what is missing of the acknowledged orders: the order itself, its codes, or its key. As many are asked for at once as there were buyers. */
export async function findLost(journal: Journal, url: string, key: string): Promise<string[]> {
  const lost: string[] = [];
  const owner = new Map<string, string>();
  const find = async (idempotencyKey: string, id: string) => {
    const path = `/orders/${id}/codes`;
    const codes = await callApi<OrderCodeList>(url, 'GET', path, { key });
    if (codes.status !== 200 || codes.body.data.length !== QUANTITY) {
      lost.push(`${id} has no codes`);
      return;
    }
    for (const { code } of codes.body.data) {
      if (!code) throw new Error(`${id} has a code that nobody is shown`);
      if (owner.has(code)) lost.push(`${id} has a code of ${owner.get(code)}`);
      owner.set(code, id);
    }
    const options = { key, idempotencyKey, body: BODY };
    const replay = await callApi<Order>(url, 'POST', '/orders', options);
    if (replay.body.id !== id || replay.headers.get('idempotent-replayed') !== 'true') {
      lost.push(`${id} is not what its key gives`);
    }
  };
  const left = journal.acknowledged.entries();
  const reader = async () => {
    for (const [idempotencyKey, id] of left) await find(idempotencyKey, id);
  };
  await Promise.all(Array.from({ length: BUYERS }, reader));
  return lost;
}
