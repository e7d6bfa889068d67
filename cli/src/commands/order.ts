import { type Order, type OrderCreate, TimeoutError } from '@psnb2b/sdk';
import type { Context, Run } from '../context.ts';
import { exits, usage } from '../exit.ts';
import { callOnce, type OnceOptions } from '../once/call-once.ts';
import { orderFields } from '../output/show.ts';
import { fields } from '../output/table.ts';
import { wholeNumber } from '../whole-number.ts';

interface OrderOptions extends OnceOptions {
  readonly reference?: string;
  readonly maxUnitPrice?: string;
  readonly metadata?: readonly string[];
}

interface BuyOptions extends OrderOptions {
  readonly fill?: 'all' | 'available' | 'wait';
  readonly waitSeconds?: string;
  readonly payment?: 'balance' | 'invoice';
  readonly timeout?: string;
  readonly wait: boolean;
}

/** Places an order and waits for its final state. */
export const order: Run<BuyOptions> = async (context, words, options) => {
  const { client } = await context.shop();
  const waitMs = wholeNumber('--timeout', options.timeout ?? '600') * 1_000;
  const body: OrderCreate = {
    ...bodyOf(words, options),
    ...(options.fill && { fill: options.fill }),
    ...(options.payment && { payment: options.payment }),
    ...(options.waitSeconds && {
      wait_seconds: wholeNumber('--wait-seconds', options.waitSeconds),
    }),
  };
  const done = await callOnce(context, options, {
    call: 'createOrder',
    given: body,
    send: async (call) => {
      const placed = await client.orders.create(body, call);
      if (!options.wait || isFinal(placed)) return placed;
      context.note(`${placed.id} is ${placed.status}; waiting. Ctrl-C does not cancel it.`);
      try {
        return await client.orders.wait(placed, { ...call, onReply: undefined, waitMs });
      } catch (error) {
        // Too late is an outcome: the order exists, and is shown as it is now.
        if (error instanceof TimeoutError && error.call === 'POST /orders') {
          return client.orders.get(placed.id, { signal: context.signal });
        }
        throw error;
      }
    },
    show: (placed, facts) => show(context, placed, facts),
  });
  return exitOf(done, options.wait);
};

interface HoldOptions extends OrderOptions {
  readonly seconds?: string;
}

/** Reserves codes until they are confirmed or cancelled. */
export const hold: Run<HoldOptions> = async (context, words, options) => {
  const { client } = await context.shop();
  const { seconds } = options;
  const body = {
    ...bodyOf(words, options),
    ...(seconds !== undefined && { hold_seconds: wholeNumber('--seconds', seconds) }),
  };
  await callOnce(context, options, {
    call: 'hold',
    given: body,
    send: (call) => client.holds.create(body, call),
    show: (placed, facts) => show(context, placed, facts),
  });
};

/** Confirming twice confirms once, so that no key needs to be stored. */
export const confirm: Run<object> = async (context, [id = '']) => {
  const { client } = await context.shop();
  const done = await client.holds.confirm(id, { signal: context.signal });
  await show(context, done);
  return exitOf(done, false);
};

export const cancel: Run<object> = async (context, [id = '']) => {
  const { client } = await context.shop();
  await show(context, await client.orders.cancel(id, { signal: context.signal }));
};

async function show(
  context: Context,
  shown: Order,
  { replayed = false }: { readonly replayed?: boolean } = {},
): Promise<void> {
  if (replayed)
    context.note(
      'An earlier request with this idempotency key placed this order; nothing was bought twice.',
    );
  await context.print(shown, fields(orderFields(shown), context.paint));
  if (shown.status === 'delivered' && !context.json) {
    context.note(`Codes: psnb2b codes ${shown.id} --out codes.csv`);
  }
}

function exitOf(done: Order, waited: boolean): number {
  const isReached = waited ? done.status === 'delivered' : done.status !== 'failed';
  return isReached ? exits.done : exits.notReached;
}

function isFinal({ status }: Order): boolean {
  return status === 'delivered' || status === 'failed';
}

function bodyOf(words: readonly string[], options: OrderOptions) {
  const [region = '', denomination = '', quantity = ''] = words;
  if (!/^\d{1,9}(\.\d{1,3})?$/.test(denomination)) {
    throw usage(`<denomination> is a face value such as 50, not ${denomination}.`);
  }
  return {
    region: region.toUpperCase(),
    denomination,
    quantity: wholeNumber('<quantity>', quantity),
    ...(options.reference !== undefined && { reference: options.reference }),
    ...(options.maxUnitPrice !== undefined && { max_unit_price: options.maxUnitPrice }),
    ...(options.metadata && { metadata: pairsOf(options.metadata) }),
  };
}

function pairsOf(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw usage(`--metadata takes pairs such as customer=42, not ${text}.`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}
