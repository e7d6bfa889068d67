import type { Product, ProductPrice } from '@psnb2b/contract';
import {
  ChoiceFilter,
  type Column,
  columnsOf,
  DataList,
  Empty,
  FilterBar,
  Money,
  Page,
  Section,
  TextFilter,
} from '@psnb2b/ui';
import type { ReactNode } from 'react';
import { useList } from '../../door.ts';
import { to } from '../../pages.ts';
import { percent, productTones, words } from './words.ts';

const col = columnsOf<Product>();

const COLUMNS: readonly Column<Product>[] = [
  col.mono('id', words.product),
  col.text('region_name', words.region, { from: 'm' }),
  {
    key: 'price',
    title: words.price,
    align: 'right',
    cell: ({ prices }) =>
      each(prices, ({ list_price, currency }) => <Money amount={list_price} currency={currency} />),
  },
  {
    key: 'cost',
    title: words.cost,
    align: 'right',
    from: 'm',
    cell: ({ prices, cost_unknown }) => (
      <>
        {each(prices, (price) => (
          <Cost {...price} />
        ))}
        {cost_unknown > 0 && <div className="quiet">{words.costUnknown(cost_unknown)}</div>}
      </>
    ),
  },
  {
    key: 'margin',
    title: words.margin,
    align: 'right',
    from: 's',
    cell: ({ prices }) => each(prices, ({ margin_bps }) => percent(margin_bps)),
  },
  col.count('available', words.available),
  col.status('status', words.status, productTones, words.statuses, { from: 's' }),
];

/** What is sold and for how much. */
export function ProductsPage() {
  const list = useList('/products', ['q', 'status', 'price']);
  return (
    <Page lead={words.lead}>
      <Section flush>
        <FilterBar>
          <TextFilter
            label={words.search}
            value={list.filters.q}
            onChange={(value) => list.set('q', value)}
          />
          <ChoiceFilter
            label={words.status}
            value={list.filters.status}
            choices={words.statuses}
            onChange={(value) => list.set('status', value)}
          />
          <ChoiceFilter
            label={words.price}
            value={list.filters.price}
            choices={words.priced}
            onChange={(value) => list.set('price', value)}
          />
        </FilterBar>
        <DataList
          label={words.prices}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.product(id)}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}

/** One line for each currency; a dash where there is none. */
function each(prices: readonly ProductPrice[], line: (price: ProductPrice) => ReactNode) {
  if (prices.length === 0) return '—';
  return prices.map((price) => <div key={price.currency}>{line(price)}</div>);
}

/** What codes for sale cost, from the cheapest to the dearest. */
export function Cost({ cost_low, cost_high, currency }: ProductPrice) {
  if (cost_low === cost_high) return <Money amount={cost_high} currency={currency} />;
  return (
    <>
      {cost_low}–<Money amount={cost_high} currency={currency} />
    </>
  );
}
