import * as contract from '@psnb2b/contract';
import { present } from '../kit/present.ts';
import type { Deposit } from './deposit.ts';
import { sentText } from './sent-text.ts';

/** A deposit as its partner sees it, in the API, in events and in the portal. */
export function presentDeposit(deposit: Deposit): contract.Deposit {
  return present(contract.Deposit, deposit, { sent_amount: sentText(deposit) });
}
