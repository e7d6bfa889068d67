import { Autocomplete } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { Order } from '@psnb2b/contract';
import { groupDigits, Time } from '@psnb2b/ui';
import type { Fields } from './claim-form.ts';
import classes from './claims.module.css';
import { useLatestOrders } from './use-named-order.ts';
import { fileWords as words } from './words.ts';

/**
 * The order of the claim: typed, or one of the latest.
 * by hand: what is typed names an order, and is not what is sent.
 */
export function OrderChoice({ form }: { readonly form: UseFormReturnType<Fields> }) {
  const orders = useLatestOrders();
  const byName = new Map(orders.map((order) => [nameOf(order), order]));
  return (
    <Autocomplete
      label={words.order}
      description={words.orderHint}
      data={[...byName.keys()]}
      renderOption={({ option }) => <Choice order={byName.get(option.value)} />}
      spellCheck={false}
      autoComplete="off"
      {...form.getInputProps('order_id')}
    />
  );
}

function nameOf({ id, reference }: Order): string {
  return reference ?? id;
}

function Choice({ order }: { readonly order: Order | undefined }) {
  if (!order) return null;
  return (
    <div>
      <div className="breaks">{nameOf(order)}</div>
      <div className={classes.quiet}>
        {order.sku} × {groupDigits(order.quantity)} · <Time at={order.created_at} form="ago" />
      </div>
    </div>
  );
}
