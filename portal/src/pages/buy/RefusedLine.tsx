import { Button } from '@mantine/core';
import type { LineRefusal } from '@psnb2b/contract';
import { moneyText } from '@psnb2b/ui';
import type { ReactNode } from 'react';
import classes from './buy.module.css';
import { changed, type DraftLine } from './draft.ts';
import { reasonOf, words } from './words.ts';

interface Props {
  readonly line: DraftLine;
  readonly refusal: LineRefusal;
  readonly currency: string;
  readonly isLocked: boolean;
  readonly onChange: (line: DraftLine) => void;
  readonly onWait: (() => void) | undefined;
  /** What leads to more money. */
  readonly moreMoney: ReactNode;
}

/** Why a line bought nothing, and what can be done about it. */
export function RefusedLine({
  line,
  refusal,
  currency,
  isLocked,
  onChange,
  onWait,
  moreMoney,
}: Props) {
  const { code, unit_price: price } = refusal;
  const { quantity } = line;
  const there = code === 'out_of_stock' ? Number(refusal.available) : 0;
  const small = { size: 'compact-xs', variant: 'default', disabled: isLocked } as const;
  return (
    <p className={classes.refused} role="alert">
      {reasonOf(refusal, line.price)}{' '}
      {there > 0 && there < quantity && (
        <Button {...small} onClick={() => onChange(changed(line, { quantity: there }))}>
          {words.buyThere(there)}
        </Button>
      )}{' '}
      {code === 'out_of_stock' && onWait && (
        <Button {...small} onClick={onWait}>
          {words.waitForRest}
        </Button>
      )}
      {code === 'insufficient_balance' && moreMoney}
      {price !== undefined && price !== line.price && (
        <Button {...small} onClick={() => onChange(changed(line, { price }))}>
          {words.accept(moneyText(price, currency))}
        </Button>
      )}
    </p>
  );
}
