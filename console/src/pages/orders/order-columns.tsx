import type { StaffOrder } from '@psnb2b/contract';
import { columnsOf, groupDigits, StatusBadge } from '@psnb2b/ui';
import { text } from '../../text.ts';
import { OrderState } from './OrderState.tsx';
import { words } from './words.ts';

const col = columnsOf<StaffOrder>();

/** An order in a list. */
export const orderColumns = [
  col.cell('order', words.order, ({ id, reference, mode }) => (
    <div>
      <div className="breaks">
        {reference ?? id}{' '}
        {mode === 'test' && <StatusBadge tone="neutral">{text.modes.test}</StatusBadge>}
      </div>
      {reference !== null && <div className="quiet mono breaks">{id}</div>}
    </div>
  )),
  col.cell('partner', words.partner, ({ partner }) => (
    <span className="breaks">{partner.name}</span>
  )),
  col.cell('product', words.product, ({ quantity, sku }) => (
    <span className="unbroken">
      {groupDigits(quantity)} × {sku}
    </span>
  )),
  col.cell('status', words.status, (order) => <OrderState order={order} />),
  col.money('total', words.total, 'currency', { sorts: ['largest', 'smallest'] }),
  col.cell(
    'bought_by',
    words.boughtBy,
    ({ bought_by }) => <span className="breaks">{bought_by?.name ?? bought_by?.id}</span>,
    { from: 'm' },
  ),
  col.time('created_at', words.created, {
    form: 'ago',
    from: 's',
    sorts: ['newest', 'oldest'],
  }),
];
