import type { StaffOrder } from '@psnb2b/contract';
import { orderTones, StatusBadge, Time } from '@psnb2b/ui';
import { words } from './words.ts';

/** The state of an order: what it waits for, and until when; or why it failed. */
export function OrderState({ order }: { readonly order: StaffOrder }) {
  const { status, waits_for, expires_at, failure } = order;
  return (
    <div>
      <StatusBadge tone={orderTones[status]} value={status}>
        {words.statuses[status]}
      </StatusBadge>
      {waits_for && (
        <div className="quiet">
          {words.waits[waits_for]}
          {expires_at && (
            <>
              {' '}
              {words.until} <Time at={expires_at} />
            </>
          )}
        </div>
      )}
      {failure && <div className="quiet">{words.failures[failure.code]}</div>}
    </div>
  );
}
