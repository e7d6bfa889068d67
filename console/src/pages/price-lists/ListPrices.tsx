import type { PriceList, PriceListPrice } from '@psnb2b/contract';
import {
  columnsOf,
  DataTable,
  DialogButton,
  Empty,
  Field,
  FormDialog,
  Money,
  Section,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useFormOf } from '../../client.ts';
import { to } from '../../pages.ts';
import classes from '../products/products.module.css';
import { sayDone } from '../proposals/say-proposed.ts';
import { words } from './words.ts';

const price = columnsOf<PriceListPrice>();

/** The price of every product in a list, with what is fixed and the floor. */
export function ListPrices({ list }: { readonly list: PriceList }) {
  return (
    <Section title={words.prices} flush>
      {list.prices.length === 0 ? (
        <Empty title={words.pricesNone} />
      ) : (
        <DataTable
          label={words.prices}
          rows={list.prices}
          rowKey={({ sku }) => sku}
          rowLink={({ sku }) => to.product(sku)}
          columns={[
            price.mono('sku', words.product),
            price.money('list_price', words.listPrice, 'currency', { from: 's' }),
            price.money('fixed_price', words.fixedPrice, 'currency'),
            price.money('price', words.price, 'currency'),
            price.cell('floor', words.floor, (each) => <Floor {...each} />, {
              align: 'right',
              from: 'm',
            }),
            price.acts((each) => <Fix list={list} of={each} />),
          ]}
        />
      )}
    </Section>
  );
}

function Floor({ floor, below_floor, currency }: PriceListPrice) {
  return (
    <>
      <Money amount={floor} currency={currency} />
      {below_floor && <div className={classes.warn}>{words.belowFloor}</div>}
    </>
  );
}

function Fix({ list, of }: { readonly list: PriceList; readonly of: PriceListPrice }) {
  return (
    <DialogButton
      label={words.fix}
      name={words.fixOf(of.sku)}
      allowed={allowed(useMe(), 'setFixedPrice')}
      button={{ size: 'compact-xs' }}
    >
      {(close) => <FixDialog list={list} of={of} onClose={close} />}
    </DialogButton>
  );
}

function FixDialog({
  list,
  of,
  onClose,
}: {
  readonly list: PriceList;
  readonly of: PriceListPrice;
  readonly onClose: () => void;
}) {
  const set = useFormOf('PUT /price-lists/{price_list_id}/prices/{sku}', {
    initial: { price: of.fixed_price ?? '' },
    send: (values) => ({
      path: { price_list_id: list.id, sku: of.sku },
      body: { ...values, before: of.fixed_price },
    }),
    onDone: (answer) => {
      onClose();
      sayDone(answer, words.saved);
    },
  });
  return (
    <FormDialog title={words.fixOf(of.sku)} of={set} onClose={onClose}>
      <Field
        of={set}
        name="price"
        label={words.fixedPrice}
        hint={words.fixHint}
        unit={list.currency}
        first
      />
    </FormDialog>
  );
}
