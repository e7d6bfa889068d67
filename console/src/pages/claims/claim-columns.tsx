import type { QueuedClaim } from '@psnb2b/contract';
import { columnsOf, groupDigits, Link, StatusBadge, shortId } from '@psnb2b/ui';
import { to } from '../../pages.ts';
import classes from './claims.module.css';
import { ClaimBadge, Deadline } from './Deadline.tsx';
import { words } from './words.ts';

const col = columnsOf<QueuedClaim>();

export const claimColumns = [
  col.cell('partner', words.partner, (claim) => (
    <>
      <span className="breaks">{claim.partner.name}</span>
      <span className="quiet narrow">
        {claim.origin === 'recall' ? words.byRecall : words.reasons[claim.reason]}
      </span>
      <span className="quiet narrow">
        <Deadline claim={claim} />
      </span>
    </>
  )),
  col.cell(
    'priority',
    words.priority,
    ({ priority }) =>
      priority === 'high' ? (
        <StatusBadge tone="wait">{words.priorities.high}</StatusBadge>
      ) : (
        <span className="quiet">{words.priorities.normal}</span>
      ),
    { from: 's' },
  ),
  col.cell(
    'reason',
    words.reason,
    ({ reason, origin, late, mode }) => (
      <>
        {origin === 'recall' && <StatusBadge tone="info">{words.byRecall}</StatusBadge>}{' '}
        {words.reasons[reason]} {late && <span className="quiet">{words.late}</span>}
        {mode === 'test' && <span className="quiet">{words.test}</span>}
      </>
    ),
    { from: 's' },
  ),
  col.cell('order', words.order, ({ order }) => (
    <div>
      <Link to={to.order(order.id)} className={classes.order} title={order.id}>
        {order.reference ?? shortId(order.id)}
      </Link>
      <div className="quiet">
        {groupDigits(order.quantity)} × <Link to={to.product(order.sku)}>{order.sku}</Link>
      </div>
    </div>
  )),
  col.cell('status', words.status, (claim) => <ClaimBadge claim={claim} />),
  col.cell('codes', words.codes, ({ codes }) => codes.length, { align: 'right', from: 'm' }),
  col.money('amount', words.amount, 'currency', { from: 'm' }),
  col.cell('deadline', words.deadline, (claim) => <Deadline claim={claim} />, {
    align: 'right',
    from: 's',
  }),
];
