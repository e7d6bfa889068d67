import { Button } from '@mantine/core';
import type { Order } from '@psnb2b/contract';
import { columnsOf, DataList, Empty, Link, orderTones, Section } from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { words as orderWords } from '../orders/words.ts';
import type { Mode } from './mode.ts';
import { words } from './words.ts';

const RECENT = 10;

const col = columnsOf<Order>();

const COLUMNS = [
  col.cell('order', orderWords.order, ({ id, reference }) => (
    <span className="breaks">{reference ?? id}</span>
  )),
  col.cell('product', orderWords.product, orderWords.productOf),
  col.count('quantity', orderWords.quantity, { from: 's' }),
  col.status('status', orderWords.status, orderTones, orderWords.statuses),
  col.money('total', orderWords.total, 'currency'),
  col.time('created_at', orderWords.created, { form: 'ago', from: 's' }),
];

export function RecentOrders({ mode }: { readonly mode: Mode }) {
  const orders = useRead('/orders', { query: { mode, limit: RECENT } });
  return (
    <Section
      title={words.recent}
      flush
      acts={
        <Button
          size="xs"
          variant="default"
          component={Link}
          to={mode === 'test' ? at(to.orders, { mode }) : to.orders}
        >
          {words.all}
        </Button>
      }
    >
      <DataList
        label={words.recent}
        query={orders}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        rowLink={({ id }) => to.order(id)}
        empty={
          <Empty
            title={words.noOrders}
            hint={words.noOrdersHint}
            action={
              <Button
                size="xs"
                variant="default"
                component={Link}
                to={mode === 'test' ? at(to.buy, { mode }) : to.buy}
              >
                {words.buy}
              </Button>
            }
          />
        }
      />
    </Section>
  );
}
