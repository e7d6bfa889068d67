import { Button, CloseButton, TextInput } from '@mantine/core';
import type { InventoryItem, LineRefusal } from '@psnb2b/contract';
import { groupDigits, Money } from '@psnb2b/ui';
import { isMore, times } from '../../amounts.ts';
import classes from './buy.module.css';
import { changed, type DraftLine } from './draft.ts';
import { words } from './words.ts';

interface Props {
  readonly line: DraftLine;
  readonly item: InventoryItem | undefined;
  readonly refusal: LineRefusal | undefined;
  /** Null takes the line out. */
  readonly onChange: (line: DraftLine | null) => void;
}

/**
 * A chosen line, with what is wrong with it and how to mend it.
 * by hand: a quantity is one of many lines of one call, and its range is its product's.
 */
export function ChosenLine({ line, item, refusal, onChange }: Props) {
  const { quantity, price } = line;
  const name = words.productOf(line);
  const currency = item?.currency ?? '';
  const now = item?.unit_price ?? price;
  const isOut = item && (quantity < item.min_quantity || quantity > item.max_quantity);
  const there = refusal?.code === 'out_of_stock' ? Number(refusal.available) : 0;
  return (
    <li className={classes.line}>
      <div className={classes.lineHead}>
        <span className={classes.lineName}>{name}</span>
        <TextInput
          size="xs"
          inputMode="numeric"
          className={classes.quantity ?? ''}
          aria-label={words.quantityOf(name)}
          value={quantity === 0 ? '' : String(quantity)}
          maxLength={7}
          error={isOut && words.range(item.min_quantity, item.max_quantity)}
          onChange={(event) => {
            const typed = Number(event.currentTarget.value.replaceAll(/[^0-9]/g, ''));
            onChange(changed(line, { quantity: typed }));
          }}
        />
        <span className={classes.lineTotal}>
          <Money amount={times(now, quantity)} currency={currency} />
        </span>
        <CloseButton size="sm" aria-label={words.remove(name)} onClick={() => onChange(null)} />
      </div>
      {isMore(now, price) && (
        <p className={classes.note}>
          {words.was(`${groupDigits(price)} ${currency}`)}{' '}
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => onChange(changed(line, { price: now }))}
          >
            {words.accept(`${groupDigits(now)} ${currency}`)}
          </Button>
        </p>
      )}
      {refusal && (
        <p className={classes.refused} role="alert">
          {refusal.errors?.map(({ detail }) => detail).join(' ') || refusal.detail}{' '}
          {there > 0 && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => onChange(changed(line, { quantity: there }))}
            >
              {words.buyThere(there)}
            </Button>
          )}
          {refusal.unit_price !== undefined && refusal.unit_price !== price && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => onChange(changed(line, { price: refusal.unit_price ?? price }))}
            >
              {words.accept(`${groupDigits(refusal.unit_price)} ${currency}`)}
            </Button>
          )}
        </p>
      )}
    </li>
  );
}
