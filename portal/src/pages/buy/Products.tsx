import { ActionIcon, TextInput } from '@mantine/core';
import type { BuyingTerms, Inventory, InventoryItem } from '@psnb2b/contract';
import {
  ChoiceFilter,
  Empty,
  FilterBar,
  Money,
  Section,
  TextFilter,
  useListState,
  withUnit,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { times } from '../../amounts.ts';
import { useDo } from '../../client.ts';
import classes from './buy.module.css';
import { faultOf, textOf, withTyped } from './draft.ts';
import { findItems, type RegionOfItems, type View, views } from './find-items.ts';
import type { PurchaseState } from './use-purchase.ts';
import { WatchProduct } from './WatchProduct.tsx';
import { words } from './words.ts';

interface Props {
  readonly stock: Inventory;
  readonly terms: BuyingTerms;
  readonly purchase: PurchaseState;
}

/** What can be bought, by region, with a quantity for each product. */
export function Products({ stock, terms: { bought, favourites }, purchase }: Props) {
  const state = useListState(['search', 'view']);
  const { search = '', view: asked } = state.filters;
  const view: View = views.find((each) => each === asked) ?? 'stock';
  const regions = findItems(stock, { view, search, bought, favourites });
  return (
    <Section flush>
      <FilterBar>
        <TextFilter of={state} name="search" label={words.search} />
        <ChoiceFilter
          of={state}
          name="view"
          label={words.view}
          fallback="stock"
          choices={words.views}
        />
      </FilterBar>
      {regions.length === 0 && <Empty title={words.none} hint={words.noneHint} />}
      {regions.map((region) => (
        <Region key={region.region} {...region} purchase={purchase} favourites={favourites} />
      ))}
      {purchase.lines.length > 0 && (
        <a href="#purchase" className={classes.bar}>
          {words.toPanel(purchase.lines.length)}
        </a>
      )}
    </Section>
  );
}

function Star({
  sku,
  name,
  isOn,
}: {
  readonly sku: string;
  readonly name: string;
  readonly isOn: boolean;
}) {
  const act = useDo('PUT /favourites', { send: () => ({ body: { sku, favourite: !isOn } }) });
  if (!useMe().may.includes('setFavourite')) return null;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      className={classes.star ?? ''}
      aria-label={words.star(name)}
      aria-pressed={isOn}
      loading={act.busy}
      onClick={() => act.run()}
    >
      {isOn ? <IconStarFilled size={15} aria-hidden /> : <IconStar size={15} aria-hidden />}
    </ActionIcon>
  );
}

/** by hand: a table of a region with its own caption and a field in each row. */
function Region({
  region,
  name,
  items,
  purchase,
  favourites,
}: RegionOfItems & { readonly purchase: PurchaseState; readonly favourites: readonly string[] }) {
  return (
    <table className={classes.products} aria-label={name}>
      <caption className={classes.region}>
        {name} <span className="quiet">{region}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{words.product}</th>
          <th scope="col" data-align="right">
            {words.price}
          </th>
          <th scope="col" data-align="right" data-from="m">
            {words.list}
          </th>
          <th scope="col" data-align="right">
            {words.stock}
          </th>
          <th scope="col">{words.quantity}</th>
          <th scope="col" data-align="right" data-from="m">
            {words.lineTotal}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Product
            key={item.sku}
            item={item}
            purchase={purchase}
            isFavourite={favourites.includes(item.sku)}
          />
        ))}
      </tbody>
    </table>
  );
}

/** by hand: a quantity is one of many lines of one call. */
function Product({
  item,
  purchase: { lines, change, isLocked },
  isFavourite,
}: {
  readonly item: InventoryItem;
  readonly purchase: PurchaseState;
  readonly isFavourite: boolean;
}) {
  const { sku, face_currency, currency, available, status } = item;
  const name = withUnit(words.productOf(item), face_currency);
  const mine = lines.filter((line) => line.sku === sku);
  const quantity = mine.reduce((sum, each) => sum + each.quantity, 0);
  const [only] = mine.length === 1 ? mine : [];
  const fault = only && faultOf(only, item);
  return (
    <tr data-chosen={mine.length > 0}>
      <th scope="row">
        <Star sku={sku} name={name} isOn={isFavourite} />
        {name}
        <div className="quiet mono">{sku}</div>
      </th>
      <td data-align="right" data-title={words.price}>
        <Money amount={item.unit_price} currency={currency} />
      </td>
      <td data-align="right" data-from="m">
        <Money amount={item.list_price} currency={currency} />
      </td>
      <td data-align="right" data-title={words.stock}>
        {status === 'paused' ? (
          words.paused
        ) : available === 0 ? (
          <>
            <span className="quiet">{words.waits}</span>
            <div>
              <WatchProduct sku={sku} name={name} />
            </div>
          </>
        ) : (
          words.stockOf(available)
        )}
      </td>
      <td data-title={words.quantity}>
        <TextInput
          size="xs"
          inputMode="numeric"
          aria-label={words.quantityOf(name)}
          className={classes.quantity ?? ''}
          value={only ? textOf(only) : quantity === 0 ? '' : String(quantity)}
          error={fault && words.faultOf(fault, item)}
          disabled={status !== 'active' || isLocked}
          readOnly={mine.length > 1}
          {...(mine.length > 1 && { description: words.severalLines })}
          onChange={(event) => change(withTyped(lines, item, event.currentTarget.value))}
        />
      </td>
      <td data-align="right" data-from="m">
        {quantity > 0 && <Money amount={times(item.unit_price, quantity)} currency={currency} />}
      </td>
    </tr>
  );
}
