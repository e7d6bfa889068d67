import { networkNames } from '@psnb2b/contract';
import type { DepositMethod } from './deposit-method.ts';

/** What people call a method: `USDT on TRON`, `Example Bank, EUR`. */
export function nameOfMethod({ asset, network, bank, currency }: DepositMethod): string {
  return asset && network ? `${asset} on ${networkNames[network]}` : `${bank}, ${currency}`;
}
