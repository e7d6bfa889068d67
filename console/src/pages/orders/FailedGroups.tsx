import type { OrderFailureGroup } from '@psnb2b/contract';
import type { OrderFailureCode } from '@psnb2b/contract/states';
import { columnsOf, DataTable, groupDigits, Link, Loaded } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { allowed, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import classes from './failed-groups.module.css';
import { words } from './words.ts';

/** Where a clerk looks after orders that failed for a reason; null: at their businesses, which the row names. */
const PLACES = {
  cancelled: 'price',
  payment_expired: null,
  hold_expired: 'price',
  refused: null,
  out_of_stock: 'stock',
  upstream_failed: 'stock',
} as const satisfies Record<OrderFailureCode, 'price' | 'stock' | null>;

const col = columnsOf<OrderFailureGroup>();
const COLUMNS = [
  col.cell('failure', words.failure, ({ failure }) => (
    <div>
      <div>{words.failures[failure]}</div>
      <div className="quiet">{words.toDo[failure]}</div>
    </div>
  )),
  col.mono('sku', words.product),
  col.count('orders', words.orders),
  col.count('codes', words.codesOrdered, { from: 'm' }),
  col.cell('most', words.partner, (group) => <Businesses group={group} />),
  col.time('last_failed_at', words.lastFailed, { form: 'ago', from: 'm' }),
  col.cell('place', words.compare, (group) => <Place group={group} />),
];

/** Failed orders by reason and product: what a clerk does about each group, and its list. */
export function FailedGroups({
  days,
  mode,
}: {
  readonly days: number | undefined;
  readonly mode: 'live' | 'test';
}) {
  const query = { mode, ...(days !== undefined && { failed_days: days }) };
  const failures = useRead('/orders/failures', { query }, { keep: true });
  return (
    <Loaded query={failures}>
      {({ groups, orders, group_count }) => {
        if (orders === 0) return null;
        const others = orders - groups.reduce((sum, each) => sum + each.orders, 0);
        return (
          <div className={classes.groups}>
            <h2 className={classes.title}>{words.groups(orders)}</h2>
            <DataTable
              label={words.byReason}
              rows={groups}
              columns={COLUMNS}
              rowKey={({ failure, sku }) => `${failure} ${sku}`}
              rowLink={({ failure, sku }) =>
                at(to.orders, {
                  ...{ queue: 'failed', failure, sku },
                  ...(days !== undefined && { failed_days: String(days) }),
                  ...(mode === 'test' && { mode }),
                })
              }
            />
            {others > 0 && (
              <p className={classes.others}>
                {words.otherGroups(others, group_count - groups.length)}
              </p>
            )}
          </div>
        );
      }}
    </Loaded>
  );
}

function Businesses({ group: { sku, partners, orders, most } }: Row) {
  const may = allowed(useMe(), 'createTicket');
  return (
    <div>
      {most.map(({ partner, orders: own, last_order_id }) => (
        <div key={partner.id} className={classes.business}>
          <Link to={to.partner(partner.id)} className="breaks">
            {partner.name}
          </Link>
          {own < orders && <span className="quiet">{groupDigits(own)}</span>}
          {may.can && (
            <Link
              to={at(to.newTicket, {
                ...{ partner_id: partner.id, topic: 'order', order_id: last_order_id },
                subject: words.letterSubject(sku, own),
              })}
              aria-label={words.writeTo(partner.name, sku)}
            >
              {words.write}
            </Link>
          )}
        </div>
      ))}
      {partners > most.length && (
        <div className="quiet">{words.moreBusinesses(partners - most.length)}</div>
      )}
    </div>
  );
}

function Place({ group: { failure, sku } }: Row) {
  const place = PLACES[failure];
  if (place === null) return null;
  return (
    <Link
      to={place === 'stock' ? at(to.stock, { q: sku }) : to.product(sku)}
      aria-label={words.placesOf[place](sku)}
    >
      {words.places[place]}
    </Link>
  );
}

interface Row {
  readonly group: OrderFailureGroup;
}
