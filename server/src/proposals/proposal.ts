import type { ProposalKind, ProposalState } from '@psnb2b/contract';

/** A change that waits for a second person. Money in minor units. */
export interface Proposal {
  readonly proposalId: string;
  readonly kind: ProposalKind;
  /** Its subject: `prt_…`, a currency, `usr_…`. */
  readonly subject: string;
  readonly content: Content;
  /** Id of a user. */
  readonly proposedBy: string;
  readonly proposedAt: Date;
  /** Ids of users, any of whom can approve it; if there are none, it waits for its time. */
  readonly approvers: readonly string[];
  readonly takesEffectAt: Date | null;
  readonly state: ProposalState;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

/** The value before and after. `currency` if both are money. */
export interface Content {
  readonly before: number | string | null;
  readonly after: number | string | null;
  readonly currency?: string;
  /** The tiers that are set if it is approved; `after` is their text. */
  readonly tiers?: readonly {
    readonly name: string;
    readonly volume30d: number;
    readonly discountBps: number;
  }[];
  /** Why, if its proposer said so. */
  readonly reason?: string;
}

export const proposalColumns = `proposal_id AS "proposalId", kind, subject, content,
  proposed_by AS "proposedBy", proposed_at AS "proposedAt", approvers,
  takes_effect_at AS "takesEffectAt", state, decided_by AS "decidedBy", decided_at AS "decidedAt"`;
