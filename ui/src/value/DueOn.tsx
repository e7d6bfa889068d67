import type { BillingDocument } from '@psnb2b/contract';
import { text } from '../text/text.ts';
import { moneyText } from './money-text.ts';
import { dayName } from './months.ts';
import { StatusBadge } from './StatusBadge.tsx';

interface Props {
  readonly document: Pick<BillingDocument, 'due_on' | 'unpaid' | 'state' | 'currency'>;
}

/** When an invoice is due, and what of it is still to be paid; a dash for a credit note. */
export function DueOn({ document: { due_on, unpaid, state, currency } }: Props) {
  if (due_on === null && state === 'settled') return text.none;
  return (
    <div>
      {due_on !== null && <div>{dayName(due_on)}</div>}
      {state === 'settled' ? (
        <div className="quiet">settled</div>
      ) : (
        <StatusBadge tone={state === 'overdue' ? 'bad' : 'wait'} value={state}>
          {`${moneyText(unpaid, currency)} ${state}`}
        </StatusBadge>
      )}
    </div>
  );
}
