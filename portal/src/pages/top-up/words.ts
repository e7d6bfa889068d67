import type { DepositMethodName, DepositStatus } from '@psnb2b/contract/states';
import { groupDigits, type Tone } from '@psnb2b/ui';

export const words = {
  notApproved: 'Your business is not approved yet',
  notApprovedHint:
    'What you pay in now waits on your balance until your business is approved, because only approved businesses buy live codes. Addresses of digital assets are given then, too.',
  toBusiness: 'Send your business details',
  none: 'Ask us how to pay',
  noneHint: 'No way to pay in is set up here yet. Write to us, and we will tell you.',
  ask: 'Ask how to pay',
  askSubject: 'How do we pay in?',
  holder: 'Account holder',
  iban: 'IBAN',
  bic: 'BIC',
  bank: 'Bank',
  reference: 'Your reference',
  bankTitle: (currency: string) => `Bank transfer in ${currency}`,
  bankLead: 'Write your reference in every transfer. Save it in your bank as a template.',
  bankQr: 'The transfer as a QR code for a banking app',
  usual: (time: string) => `A payment usually takes ${time}.`,
  copyAll: 'all details',
  assetTitle: 'Digital asset',
  assetLead: 'Choose the asset, then the network over which you send it.',
  asset: 'Asset',
  network: 'Network',
  choose: 'Choose one',
  address: 'Your address',
  addressQr: 'Your address as a QR code',
  show: 'Show my address',
  only: (asset: string, network: string) =>
    `Send only ${asset} over ${network}. Anything else cannot be brought back.`,
  compare: (head: string, tail: string) =>
    `After you paste it, compare the first and last four characters: ${head} … ${tail}`,
  minimum: 'Minimum',
  anyAmount: 'any amount',
  confirmations: 'Confirmations',
  usedUp: (asset: string, network: string) =>
    `We have no free address for ${asset} over ${network} at present, and our staff are notified.`,
  usedUpOther: 'Choose another asset or network above.',
  usedUpBank: 'A bank transfer works now.',
  usedUpAsk: 'Ask us how to pay meanwhile.',
  search: 'Part of a reference',
  views: 'Views of your payments',
  all: 'All',
  underWay: 'In progress',
  depositsAll: 'Show all payments',
  deposits: 'Your payments',
  depositsNone: 'No payments yet',
  depositsNoneHint: 'A payment appears here as soon as we see it.',
  seen: 'Seen',
  payment: 'Payment',
  sent: 'Arrived',
  credited: 'Credited',
  notYet: (amount: string) => `${amount}, not yet`,
  notKnown: (currency: string) => `in ${currency}, not yet known`,
  status: 'State',
  confirmed: (so: number, needed: number) =>
    `${groupDigits(so)} of ${groupDigits(needed)} confirmations`,
  missing: 'A payment is missing?',
  missingSubject: 'A payment is missing',
  missingText: (methods: string) =>
    `Paid by: ${methods}\nAmount and day: \nId of the transfer or transaction: `,
  test: 'Test money is not paid in: set the test balance under API keys.',
  toTest: 'Set the test balance',
};

export const methodWords: Readonly<Record<DepositMethodName, string>> = {
  bank_transfer: 'Bank transfer',
  digital_asset: 'Digital asset',
  other: 'Payment',
};

export const statusTones: Readonly<Record<DepositStatus, Tone>> = {
  seen: 'info',
  confirming: 'info',
  credited: 'good',
  in_review: 'wait',
  rejected: 'bad',
  reversed: 'bad',
};
