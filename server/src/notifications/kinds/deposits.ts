import { portalPages } from '@psnb2b/contract';
import { formatMoney } from '../../kit/money.ts';
import type { Kind } from '../kind.ts';

/** A payment, with the amount that is credited in minor units of the partner's currency. */
interface Credited {
  readonly amount: number;
  readonly currency: string;
  /** The bank's or the network's name for the payment. */
  readonly reference: string;
}

const toPayers = {
  to: { partner: ['owner', 'finance'] },
  email: true,
  page: () => portalPages.topUp,
} as const;

const sum = (minor: number, currency: string) => `${formatMoney(minor, currency)} ${currency}`;

/** Notifications of a business about its payments. */
export const depositKinds = {
  'deposit.credited': {
    ...toPayers,
    sentence: ({ amount, currency }: Credited) =>
      `We received your payment and credited ${sum(amount, currency)}.`,
    more: ({ reference, balance, currency }: Credited & { readonly balance: number }) =>
      `Its reference is ${reference}. You can spend ${sum(balance, currency)} now.`,
  },
  'deposit.in_review': {
    ...toPayers,
    sentence: ({ reference }: Pick<Credited, 'reference'>) =>
      `We look at your payment ${reference} before we credit it.`,
    more: ({ reason }: { readonly reason: string }) => reason,
  },
  'deposit.rejected': {
    ...toPayers,
    sentence: ({ reference }: Pick<Credited, 'reference'>) =>
      `We do not credit your payment ${reference}.`,
    more: ({ reason }: { readonly reason: string }) => reason,
  },
  'deposit.reversed': {
    ...toPayers,
    sentence: ({ amount, currency }: Credited) =>
      `Your payment of ${sum(amount, currency)} was taken back.`,
    more: ({
      reference,
      reason,
      balance,
      currency,
    }: Credited & { readonly reason: string; readonly balance: number }) =>
      `Its reference is ${reference}. ${reason} You can spend ${sum(balance, currency)} now.`,
  },
  'balance.adjusted': {
    ...toPayers,
    page: () => portalPages.balance,
    sentence: ({ amount, currency }: Omit<Credited, 'reference'>) =>
      amount > 0
        ? `Our staff added ${sum(amount, currency)} to your balance.`
        : `Our staff took ${sum(-amount, currency)} from your balance.`,
    more: ({
      reason,
      balance,
      currency,
    }: Omit<Credited, 'reference'> & { readonly reason: string; readonly balance: number }) =>
      `${reason} You can spend ${sum(balance, currency)} now.`,
  },
} as const satisfies Record<string, Kind>;
