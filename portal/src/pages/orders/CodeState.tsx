import type { MaskedCode } from '@psnb2b/contract';
import { Link, StatusBadge, Time } from '@psnb2b/ui';
import { to } from '../../pages.ts';
import { codeTones } from './order-tones.ts';
import classes from './orders.module.css';
import { codeWords as words } from './words.ts';

/** Everything that is true of a code: whether it was read, its outcome, its claim, a recall; and until when it can be returned. */
export function CodeState({ code }: { readonly code: MaskedCode }) {
  const { status, read, claim_id, recalled, returnable_until } = code;
  return (
    <div>
      <div className={classes.states}>
        {recalled && <StatusBadge tone="bad">{words.recalled}</StatusBadge>}
        {status === 'delivered' ? (
          <StatusBadge tone={read ? 'info' : 'good'} value={status}>
            {read ? words.read : words.unread}
          </StatusBadge>
        ) : (
          <StatusBadge tone={codeTones[status]} value={status}>
            {words.statuses[status]}
          </StatusBadge>
        )}
        {claim_id && <Link to={to.claim(claim_id)}>{words.claimed}</Link>}
      </div>
      {returnable_until && (
        <div className="quiet">
          {words.returnUntil} <Time at={returnable_until} />
        </div>
      )}
    </div>
  );
}
