import { notify } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import type { DepositMethodChange, Notifier } from '../notifications/index.ts';

/** Tells all who handle money that where it goes has changed: whoever took over a colleague's account is noticed. */
export async function tellStaff(
  tx: Tx,
  notifier: Notifier,
  facts: DepositMethodChange,
  { at }: By,
): Promise<void> {
  await notify(tx, 'deposit_method.changed', 'staff', { ...facts, at }, notifier);
}
