import { Button } from '@mantine/core';
import type { Product, ProductPrice } from '@psnb2b/contract';
import {
  ChoiceFilter,
  type Column,
  columnsOf,
  DataList,
  Empty,
  ExportButton,
  FilterBar,
  Link,
  Money,
  Page,
  percent,
  Section,
  TextFilter,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import type { ReactNode } from 'react';
import { allowed, client, useList } from '../../client.ts';
import { PricesNav } from '../../PricesNav.tsx';
import { to } from '../../pages.ts';
import { AddProduct, AddRegion } from './AddDialogs.tsx';
import classes from './products.module.css';
import { productTones, words } from './words.ts';

const col = columnsOf<Product>();

const COLUMNS: readonly Column<Product>[] = [
  col.mono('id', words.product),
  col.text('region_name', words.region, { from: 'm' }),
  col.cell(
    'price',
    words.price,
    ({ prices }) =>
      each(prices, ({ list_price, currency }) => <Money amount={list_price} currency={currency} />),
    { align: 'right' },
  ),
  col.cell(
    'cost',
    words.cost,
    ({ prices, cost_unknown }) => (
      <>
        {each(prices, (price) => (
          <Cost {...price} />
        ))}
        {cost_unknown > 0 && <div className="quiet">{words.costUnknown(cost_unknown)}</div>}
      </>
    ),
    { align: 'right', from: 'm' },
  ),
  col.cell(
    'margin',
    words.margin,
    ({ prices }) => each(prices, ({ margin_bps }) => percent(margin_bps)),
    { align: 'right', from: 's' },
  ),
  col.cell('floor', words.floor, ({ prices }) => each(prices, (price) => <Floor {...price} />), {
    align: 'right',
    from: 'm',
  }),
  col.count('available', words.available),
  col.status('status', words.status, productTones, words.statuses, { from: 's' }),
];

/** The products with their prices. */
export function ProductsPage() {
  const may = allowed(useMe(), 'makePriceChange');
  const list = useList('/products', ['q', 'status', 'price']);
  return (
    <Page
      lead={words.lead}
      acts={
        <>
          <AddRegion />
          <AddProduct />
          <ExportButton url={client.urlOf('/products/export')} query={list.filters} />
          {may.can && (
            <Button
              component={Link}
              to={at(to.newPriceChange, { q: list.filters.q, status: list.filters.status })}
            >
              {words.changePrices}
            </Button>
          )}
        </>
      }
    >
      <PricesNav here="products" />
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="q" label={words.search} />
          <ChoiceFilter of={list} name="status" label={words.status} choices={words.statuses} />
          <ChoiceFilter of={list} name="price" label={words.price} choices={words.priced} />
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

/** One line per currency; a dash if there is none. */
function each(prices: readonly ProductPrice[], line: (price: ProductPrice) => ReactNode) {
  if (prices.length === 0) return '—';
  return prices.map((price) => <div key={price.currency}>{line(price)}</div>);
}

/** The costs of codes for sale, from the lowest to the highest. */
export function Cost({ cost_low, cost_high, currency }: ProductPrice) {
  if (cost_low === cost_high) return <Money amount={cost_high} currency={currency} />;
  return (
    <>
      {cost_low}–<Money amount={cost_high} currency={currency} />
    </>
  );
}

/** The lowest price that one person may set; in words where the list price is below it. */
export function Floor({ floor, below_floor, currency }: ProductPrice) {
  return (
    <>
      <Money amount={floor} currency={currency} />
      {below_floor && <div className={classes.warn}>{words.belowFloor}</div>}
    </>
  );
}
