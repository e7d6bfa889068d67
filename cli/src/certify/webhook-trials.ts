import { randomBytes } from 'node:crypto';
import { type Event, type OrderStatusChangedEvent, signWebhook } from '@psnb2b/sdk';
import { post } from '../listen/forward.ts';
import type { Finding } from './order-trials.ts';

export interface Receiver {
  readonly target: string;
  readonly secret: string;
  readonly signal: AbortSignal;
}

/** Sends an order's event forged, genuine, again, and then an older one, and says what the answers show. */
export async function tryWebhooks(
  event: OrderStatusChangedEvent,
  receiver: Receiver,
): Promise<Finding[]> {
  const send = async (each: Event, secret = receiver.secret) => {
    const body = JSON.stringify(each);
    const headers = await signWebhook({ id: each.id, body, secret });
    return post(
      receiver.target,
      { body, headers: { ...headers, 'x-psnb2b-event': each.type } },
      receiver.signal,
    );
  };
  const forged = await send(event, `whsec_${randomBytes(32).toString('base64')}`);
  const [first, second] = [await send(event), await send(event)];
  const late = await send(olderThan(event));
  const isRefused = forged.status !== null && forged.status >= 400 && forged.status < 500;
  return [
    {
      id: 'webhook-signature',
      passed: isRefused && first.isAccepted,
      detail: `A forged event got ${forged.answer}, a genuine one ${first.answer}.`,
    },
    {
      id: 'webhook-duplicate',
      passed: first.isAccepted && second.isAccepted,
      detail: `The same event got ${first.answer}, then ${second.answer}.`,
    },
    {
      id: 'webhook-order',
      passed: late.isAccepted,
      detail: `An older event of the same order got ${late.answer}.`,
    },
  ];
}

/** The state before, as if its delivery had been delayed. */
function olderThan(event: OrderStatusChangedEvent): OrderStatusChangedEvent {
  const order = {
    ...event.data.order,
    status: 'pending' as const,
    sequence: 1,
    delivered_at: null,
    paid_at: null,
  };
  const id = `${event.id.slice(0, -4)}0000`;
  return {
    ...event,
    id,
    sequence: Math.max(1, event.sequence - 1),
    data: { ...event.data, order },
  };
}
