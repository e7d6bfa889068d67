import type { MatchFact } from '@psnb2b/contract';

/** Something on which a line and a partner agree, or do not. */
export interface Fact {
  readonly fact: MatchFact;
  readonly agrees: boolean;
  /** A reference, a name, a number of lines, a currency: what is compared. */
  readonly detail: string | null;
}

/** Whose payment a line may be. */
export interface Candidate {
  readonly tenantId: number;
  readonly partnerId: string;
  readonly name: string;
  /** ISO 4217, of the partner's balance. */
  readonly currency: string;
  /** A deposit that somebody recorded before, and that may be this payment; null: a new one would be recorded. */
  readonly depositId: string | null;
  readonly facts: readonly Fact[];
  /** Reference, currency and partner agree, and nothing speaks against it. */
  readonly certain: boolean;
}
