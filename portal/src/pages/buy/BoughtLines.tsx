import { Button } from '@mantine/core';
import { groupDigits, Link, Money, orderTones, StatusBadge, Time } from '@psnb2b/ui';
import { to } from '../../pages.ts';
import { words as orderWords } from '../orders/words.ts';
import { AllCodes } from './AllCodes.tsx';
import classes from './buy.module.css';
import type { PurchaseState } from './use-purchase.ts';
import { words } from './words.ts';

/** What was bought, each with its order. */
export function BoughtLines({
  purchase: { mode, draft, bought, lines, isFinished, startOver, isLocked },
}: {
  readonly purchase: PurchaseState;
}) {
  return (
    <div role="status" className={classes.stack}>
      <p>{words.done(bought.length, lines.length)}</p>
      <ul className={classes.lines}>
        {bought.map(
          ({ key, order }) =>
            order && (
              <li key={key} className={classes.line}>
                <div className={classes.lineHead}>
                  <Link to={to.order(order.id)} className={classes.lineName ?? ''}>
                    {words.productOf(order)} × {groupDigits(order.quantity)}
                  </Link>
                  <StatusBadge tone={orderTones[order.status]} value={order.status}>
                    {orderWords.statuses[order.status]}
                  </StatusBadge>
                  <span className={classes.lineTotal}>
                    <Money amount={order.total} currency={order.currency} />
                  </span>
                </div>
                {order.status === 'pending' && order.expires_at && (
                  <p className="quiet">
                    {words.waitsUntil} <Time at={order.expires_at} />
                  </p>
                )}
              </li>
            ),
        )}
      </ul>
      {bought.some(({ order }) => order?.status === 'delivered') && (
        <AllCodes id={draft.id} mode={mode} />
      )}
      <p>
        <Link to={to.purchase(draft.id)}>{words.whole}</Link>
      </p>
      {isFinished && (
        <Button variant="default" size="xs" disabled={isLocked} onClick={startOver}>
          {words.another}
        </Button>
      )}
    </div>
  );
}
