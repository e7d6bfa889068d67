import type { DepositMethod } from '@psnb2b/contract';
import { type Network, networkNames } from '@psnb2b/contract/states';
import { groupDigits, type Tone } from '@psnb2b/ui';

export const words = {
  lead: 'Where partners pay to. What one person enters, a colleague confirms; until then no partner sees it.',
  list: 'Deposit methods',
  name: 'Method',
  status: 'State',
  statuses: { waiting: 'To confirm', open: 'Open', archived: 'Archived' } satisfies Record<
    DepositMethod['status'],
    string
  >,
  addresses: 'Addresses left',
  given: (count: string) => `${count} given`,
  toConfirm: (count: string) => `${count} to confirm`,
  usualTime: 'Usual time',
  by: 'Entered by',
  none: 'No deposit methods yet',
  noneHint: 'Add a bank account or a digital asset, so that partners know where to pay.',
  addBank: 'Add a bank account',
  addAsset: 'Add a digital asset',
  added: 'The method is added. A colleague confirms it.',
  holder: 'Account holder',
  iban: 'IBAN',
  bic: 'BIC',
  bank: 'Bank',
  currency: 'Currency',
  usualTimeHint: 'As partners read it.',
  asset: 'Asset',
  network: 'Network',
  minimum: 'Minimum',
  minimumHint: 'In units of the asset; empty: any amount is credited.',
  confirmations: 'Confirmations',
  confirmationsHint: 'Blocks after which a payment is final.',
  confirm: 'Confirm',
  confirmSays: (name: string, addresses: string) =>
    `Partners will send money there: ${name.replace(/\.$/, '')}. ${addresses} Compare what you see with the bank or the wallet itself, not with a message.`,
  account: (iban: string, holder: string) => `${iban}, ${holder}.`,
  addressesWait: (count: number) =>
    count === 0 ? '' : `${groupDigits(count)} addresses that wait are confirmed with it.`,
  confirmed: 'The method is confirmed.',
  importAddresses: 'Addresses',
  importOf: (name: string) => `Import addresses of ${name}`,
  importLead:
    'One address a line, with its checksum, up to 1,000 at once. Never a private key. A colleague confirms the list.',
  imported: 'The addresses are imported. A colleague confirms them.',
  archive: 'Archive',
  archiveSays: 'Partners see it no more. What arrives is still credited. You can undo this.',
  archived: 'The method is archived.',
  restore: 'Restore',
  restoreSays: 'Partners see it again.',
  restored: 'The method is restored.',
};

export const methodTones: Readonly<Record<DepositMethod['status'], Tone>> = {
  waiting: 'wait',
  open: 'good',
  archived: 'neutral',
};

/** Networks in words, for a choice. */
export const networkWords: Readonly<Record<Network, string>> = networkNames;

/** `USDT on TRON`, or `Example Bank, EUR`. */
export function nameOfMethod({ asset, network, bank, currency }: DepositMethod): string {
  return asset && network ? `${asset} on ${networkNames[network]}` : `${bank}, ${currency}`;
}
