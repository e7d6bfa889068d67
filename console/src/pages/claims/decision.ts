import type { ClaimDecision, StaffClaim } from '@psnb2b/contract';
import type { ClaimResolution } from '@psnb2b/contract/states';
import { isMore, sumMoney } from '../../sum-money.ts';
import { decideWords as words } from './words.ts';

type Claim = StaffClaim;
export type Decision = ClaimDecision;

/** The choices so far, by code. */
export interface Choices {
  readonly codes: readonly { readonly id: string; readonly resolution: ClaimResolution | null }[];
  readonly reason: string;
  readonly orRefund: boolean;
}

export interface Preview {
  readonly lines: readonly { readonly text: string; readonly amount?: string; bad?: boolean }[];
  /** The total amount. */
  readonly amount: string;
  readonly needsTwo: boolean;
}

/** Returns the decision that the choices make; null while a code has no choice. */
export function toDecision({ codes, reason, orRefund }: Choices): Decision | null {
  const decided = codes.flatMap(({ id, resolution }) =>
    resolution === null
      ? []
      : [{ id, resolution, ...(resolution === 'rejected' && { detail: reason.trim() || null }) }],
  );
  if (decided.length < codes.length) return null;
  const replaces = decided.some(({ resolution }) => resolution === 'replaced');
  return { codes: decided, or_refund: replaces && orRefund };
}

/** Describes the effect of a decision before it is made. The server decides independently. */
export function previewOf(claim: Claim, decision: Decision): Preview {
  const of = (wanted: ClaimResolution) =>
    decision.codes.filter(({ resolution }) => resolution === wanted).map(({ id }) => id);
  const priceOf = (ids: readonly string[]) =>
    sumMoney(claim.codes.filter(({ id }) => ids.includes(id)).map(({ price }) => price));
  const [replaced, refunded, rejected] = [of('replaced'), of('refunded'), of('rejected')];
  const given = [...replaced, ...refunded];
  const unread = claim.codes.filter(({ id, known }) => !known && given.includes(id)).length;
  const amount = given.length === 0 ? '0' : priceOf(given);
  return {
    lines: [
      ...(replaced.length > 0 ? stockLines(claim, replaced.length, decision.or_refund) : []),
      ...(refunded.length > 0
        ? [{ text: words.willRefund(refunded.length), amount: priceOf(refunded) }]
        : []),
      ...(unread > 0 ? [{ text: words.willWithdraw(unread) }] : []),
      ...(rejected.length > 0 ? [{ text: words.willReject(rejected.length) }] : []),
    ],
    amount,
    needsTwo: claim.opened_by_you || (given.length > 0 && isMore(amount, claim.one_person_left)),
  };
}

function stockLines(
  { stock, mode }: Claim,
  codes: number,
  orRefund: boolean | undefined,
): Preview['lines'] {
  if (mode === 'test') return [{ text: words.fromTestStock(codes) }];
  if (codes > stock.available) {
    const text = orRefund ? words.tooFewRefunded(stock.available) : words.tooFew(stock.available);
    return [{ text, bad: !orRefund }];
  }
  const lines = [{ text: words.willReplace(codes, stock.elsewhere) }];
  if (codes <= stock.elsewhere) return lines;
  return [...lines, { text: words.fromSameLot(codes - stock.elsewhere) }];
}
