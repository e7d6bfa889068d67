import type { Run } from '../context.ts';
import { CommandError, exits, usage } from '../exit.ts';
import { callOnce, type OnceOptions } from '../once/call-once.ts';
import { orderFields } from '../output/show.ts';
import { fields } from '../output/table.ts';

export const returnCodes: Run<OnceOptions & { readonly all?: boolean }> = async (
  context,
  [orderId = '', ...ids],
  options,
) => {
  const { client } = await context.shop();
  const { signal } = context;
  if (options.all === ids.length > 0) {
    throw usage(
      'Which codes? Name their ids (`psnb2b codes <order> --masked` lists them), or add --all.',
    );
  }
  await callOnce(context, options, {
    call: 'returnCodes',
    // With --all the same command means the same codes, also when the reply was lost and they are returned already.
    given: [orderId, options.all ? 'all' : [...ids].sort()],
    send: async (call) => {
      const codes = options.all ? await returnable() : ids;
      return client.orders.returnCodes(orderId, codes, call);
    },
    show: (order) => context.print(order, fields(orderFields(order), context.paint)),
  });

  async function returnable(): Promise<string[]> {
    const { data } = await client.codes.listMasked(orderId, { signal });
    const found = data.filter(({ returnable_until: until }) => until != null).map(({ id }) => id);
    if (found.length > 0) return found;
    throw new CommandError(
      exits.notReached,
      'No code of this order can be returned: each was read or claimed, or the time is over.',
    );
  }
};
