import {
  consolePages,
  proposalKinds as names,
  type ProposalKind,
  portalPages,
} from '@psnb2b/contract';
import { formatMoney } from '../../kit/money.ts';
import type { Kind } from '../kind.ts';
import { minuteOf } from '../minute-of.ts';
import { type FloorStep, floorName, type PriceAmounts, priceStep } from './prices.ts';

interface Amounts {
  /** In minor units. */
  readonly before: number;
  readonly after: number;
  readonly currency: string;
}

/** A fixed or own price, in minor units; null: none. */
interface FixedAmounts {
  readonly after: number | null;
  readonly currency: string;
}

interface Colleague {
  readonly name: string;
  readonly email: string;
}

/** A proposed change that needs two people. */
export type ProposedChange =
  | ({ readonly kind: 'credit_limit'; readonly business: string } & Amounts)
  | ({ readonly kind: 'claim_limit' } & Amounts)
  | { readonly kind: 'partner_approval'; readonly business: string; readonly reason: string }
  | {
      readonly kind: 'partner_tier';
      readonly business: string;
      readonly tier: string;
      readonly until: Date;
      readonly reason: string;
    }
  | ({
      readonly kind: 'own_price';
      readonly business: string;
      readonly sku: string;
    } & FixedAmounts)
  | ({ readonly kind: 'list_price'; readonly sku: string } & PriceAmounts)
  | ({ readonly kind: 'price_floor' } & FloorStep)
  | { readonly kind: 'tiers'; readonly currency: string; readonly after: string }
  | {
      readonly kind: 'adjustment';
      readonly business: string;
      readonly amount: number;
      readonly currency: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'deposit_reversal';
      readonly business: string;
      readonly amount: number;
      readonly currency: string;
      readonly reference: string;
      readonly reason: string;
    }
  | { readonly kind: 'stock_limits'; readonly before: string; readonly after: string }
  | { readonly kind: 'lot_discard'; readonly fileName: string; readonly codes: number }
  | {
      readonly kind: 'price_list';
      readonly name: string;
      readonly before: string;
      readonly after: string;
    }
  | ({
      readonly kind: 'price_list_price';
      readonly name: string;
      readonly sku: string;
    } & FixedAmounts)
  | {
      readonly kind: 'price_change';
      readonly prices: number;
      /** How many of them need a second person. */
      readonly two: number;
      readonly takesEffectAt: Date | null;
    }
  | ({ readonly kind: 'staff_factors' } & Colleague)
  | ({ readonly kind: 'staff_admin' } & Colleague);

interface Made {
  /** The person who proposes it. */
  readonly name: string;
  readonly change: ProposedChange;
}

interface Ended {
  readonly kind: ProposalKind;
}

const toAdmins = {
  to: { staff: ['admin'] },
  email: true,
  page: () => consolePages.proposals,
} as const;

const madeBy = ({ name, change }: Made) => `${name} proposes to ${goalOf(change)}.`;

/** Notifications of staff about changes that need two people. */
export const proposalKinds = {
  'proposal.made': {
    ...toAdmins,
    sentence: madeBy,
    more: () => 'It needs a second admin: approve or refuse it in the console.',
  },
  /** If there is no other admin. */
  'proposal.delayed': {
    ...toAdmins,
    to: { staff: 'all' },
    sentence: madeBy,
    more: ({ takesEffectAt }: { readonly takesEffectAt: Date }) =>
      'There is no other admin to approve it. It takes effect at ' +
      `${minuteOf(takesEffectAt)}, unless somebody rejects it in the console first.`,
  },
  'proposal.approved': {
    ...toAdmins,
    sentence: ({ kind, by }: Ended & { readonly by: string | null }) =>
      by === null
        ? `A proposal took effect because nobody rejected it in time: ${names[kind]}.`
        : `${by} approved a proposal: ${names[kind]}.`,
  },
  'proposal.refused': {
    ...toAdmins,
    sentence: ({ kind, by }: Ended & { readonly by: string }) =>
      `${by} rejected a proposal: ${names[kind]}.`,
  },
  'proposal.dropped': {
    ...toAdmins,
    sentence: ({ kind }: Ended) =>
      `A proposal was dropped because it can no longer take effect: ${names[kind]}.`,
  },
  'account.proposal': {
    to: 'person',
    email: true,
    page: () => ({ portal: portalPages.account, console: consolePages.account }),
    sentence: ({ name, change }: Made) =>
      `${name} proposes to ${goalOf(change)}: this is your account.`,
    more: () => 'If you did not ask for this, stop it in the console, under Proposals.',
  },
} as const satisfies Record<string, Kind>;

/** The goal of a proposal: `raise the credit limit of X from 0.00 to 900.00 USD`. */
function goalOf(change: ProposedChange): string {
  switch (change.kind) {
    case 'credit_limit':
      return `raise the credit limit of ${change.business} from ${amountsOf(change)}`;
    case 'claim_limit':
      return `raise the amount that one person may approve in claims from ${amountsOf(change)}`;
    case 'partner_approval':
      return `approve ${change.business} without its review (“${change.reason}”)`;
    case 'partner_tier':
      return `set the tier of ${change.business} to ${change.tier} until ${minuteOf(change.until)} (“${change.reason}”)`;
    case 'own_price':
      return `set the own price of ${change.business} for ${change.sku} to ${amountOrNone(change)}`;
    case 'list_price':
      return `set the list price of ${change.sku} from ${priceStep(change)}`;
    case 'price_floor':
      return `lower the price floor of ${floorName(change.region)} from ${change.before} to ${change.after}`;
    case 'price_list':
      return `lower the percentage of the price list “${change.name}” from ${change.before} to ${change.after}`;
    case 'price_list_price':
      return `fix the price of ${change.sku} in the price list “${change.name}” at ${amountOrNone(change)}`;
    case 'tiers':
      return `set the tiers in ${change.currency} to: ${change.after}`;
    case 'stock_limits':
      return `raise what one person may do with stock from ${change.before} to ${change.after} codes`;
    case 'lot_discard':
      return `discard ${change.codes === 1 ? '1 unsold code' : `${change.codes} unsold codes`} of the lot from ${change.fileName}`;
    case 'price_change': {
      const { prices, two, takesEffectAt } = change;
      const when = takesEffectAt === null ? '' : ` at ${minuteOf(takesEffectAt)}`;
      return `set ${prices === 1 ? '1 list price' : `${prices} list prices`}${when}, of which ${two} may be below the floor or are the first`;
    }
    case 'adjustment': {
      const sum = `${formatMoney(Math.abs(change.amount), change.currency)} ${change.currency}`;
      return change.amount > 0
        ? `add ${sum} to the balance of ${change.business} (“${change.reason}”)`
        : `take ${sum} from the balance of ${change.business} (“${change.reason}”)`;
    }
    case 'deposit_reversal': {
      const sum = `${formatMoney(change.amount, change.currency)} ${change.currency}`;
      return `take the deposit ${change.reference} of ${sum} back from ${change.business} (“${change.reason}”)`;
    }
    case 'staff_factors':
      return `reset the second factors of ${change.name} (${change.email})`;
    case 'staff_admin':
      return `make ${change.name} (${change.email}) an admin`;
    default:
      return change satisfies never;
  }
}

function amountsOf({ before, after, currency }: Amounts): string {
  return `${formatMoney(before, currency)} to ${formatMoney(after, currency)} ${currency}`;
}

function amountOrNone({ after, currency }: FixedAmounts): string {
  return after === null ? 'none' : `${formatMoney(after, currency)} ${currency}`;
}
