import { Button, CloseButton, TextInput } from '@mantine/core';
import type { InventoryItem, LineRefusal } from '@psnb2b/contract';
import { Money, moneyText } from '@psnb2b/ui';
import type { ReactNode } from 'react';
import { isMore, times } from '../../amounts.ts';
import classes from './buy.module.css';
import { changed, type DraftLine, faultOf, retyped, textOf } from './draft.ts';
import { RefusedLine } from './RefusedLine.tsx';
import { words } from './words.ts';

interface Props {
  readonly line: DraftLine;
  readonly item: InventoryItem | undefined;
  readonly refusal: LineRefusal | undefined;
  readonly isLocked: boolean;
  readonly isGuarded: boolean;
  /** Null takes the line out. */
  readonly onChange: (line: DraftLine | null) => void;
  /** Absent if the line cannot wait. */
  readonly onWait: (() => void) | undefined;
  /** What leads to more money, for a line that the balance did not cover. */
  readonly moreMoney: ReactNode;
}

/**
 * A chosen line, with what is wrong with it and how to mend it.
 * by hand: a quantity is one of many lines of one call, and its range is its product's.
 */
export function ChosenLine(props: Props) {
  const { line, item, refusal, isLocked, isGuarded, onChange, onWait, moreMoney } = props;
  const { quantity, price } = line;
  const name = words.productOf(line);
  const currency = item?.currency ?? '';
  const now = item?.unit_price ?? price;
  const fault = faultOf(line, item);
  return (
    <li className={classes.line}>
      <div className={classes.lineHead}>
        <span className={classes.lineName}>{name}</span>
        <TextInput
          size="xs"
          inputMode="numeric"
          className={classes.quantity ?? ''}
          aria-label={words.quantityOf(name)}
          value={textOf(line)}
          error={fault && words.faultOf(fault, item)}
          disabled={isLocked}
          onChange={(event) => onChange(retyped(line, event.currentTarget.value))}
        />
        <span className={classes.lineTotal}>
          <Money amount={times(now, quantity)} currency={currency} />
        </span>
        <CloseButton
          size="sm"
          aria-label={words.remove(name)}
          disabled={isLocked}
          onClick={() => onChange(null)}
        />
      </div>
      {isGuarded && isMore(now, price) && (
        <p className={classes.note}>
          {words.was(moneyText(price, currency))}{' '}
          <Button
            size="compact-xs"
            variant="default"
            disabled={isLocked}
            onClick={() => onChange(changed(line, { price: now }))}
          >
            {words.accept(moneyText(now, currency))}
          </Button>
        </p>
      )}
      {refusal && (
        <RefusedLine {...{ line, refusal, currency, isLocked, onChange, onWait, moreMoney }} />
      )}
    </li>
  );
}
