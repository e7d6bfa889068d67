import { Money } from '@psnb2b/ui';
import { Fragment } from 'react';

interface Props {
  readonly amounts: readonly { readonly currency: string; readonly amount: string }[];
}

/** Amounts of different currencies in one line. */
export function MoneyList({ amounts }: Props) {
  return amounts.map(({ currency, amount }, index) => (
    <Fragment key={currency}>
      {index > 0 && ', '}
      <Money amount={amount} currency={currency} />
    </Fragment>
  ));
}
