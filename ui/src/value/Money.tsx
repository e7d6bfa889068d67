import { text } from '../text/text.ts';
import { groupDigits } from './group-digits.ts';
import classes from './value.module.css';

/** An amount as the server wrote it, grouped, with a real minus sign and its currency: never through a float. */
export function Money({
  amount,
  currency,
}: {
  readonly amount: string | null;
  readonly currency: string;
}) {
  if (amount === null) return <>{text.none}</>;
  return (
    <span className={classes.money}>
      {groupDigits(amount).replace('-', '−')} <span className={classes.currency}>{currency}</span>
    </span>
  );
}
