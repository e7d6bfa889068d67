import {
  type Claim,
  type ClaimOrigin,
  type ClaimPriority,
  type ClaimReason,
  type ClaimResolution,
  type ClaimStatus,
  claimEvidence,
} from '@psnb2b/contract';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { isoOrNull } from '../kit/time.ts';
import { claimableUntil } from '../orders/index.ts';
import type { ServiceTerms } from '../service-levels/index.ts';

/** The outcome of a claimed code: the contract's resolution, or none. */
export type CodeState = 'open' | 'withdrawn' | ClaimResolution;

/** A code in a claim; `price` is what was paid for it, in minor units. */
export interface ClaimedCode {
  readonly codeId: string;
  readonly runId: number;
  readonly position: number;
  readonly lotId: string;
  readonly deliveredAt: Date;
  /** By how much the test clock was advanced since; 0 in live mode. */
  readonly agedMs: number;
  readonly price: number;
  readonly state: CodeState;
  /** Why it was rejected. */
  readonly detail: string | null;
  readonly replacementId: string | null;
}

export interface StoredClaim {
  readonly claimId: string;
  readonly tenantId: number;
  readonly mode: 'live' | 'test';
  readonly orderId: string;
  readonly currency: string;
  readonly reason: ClaimReason;
  readonly description: string;
  readonly status: ClaimStatus;
  readonly sequence: number;
  readonly priority: ClaimPriority;
  readonly origin: ClaimOrigin;
  /** Opened by staff after the claim window, because the fault is ours. */
  readonly late: boolean;
  /** The lot whose recall opened it. */
  readonly lotId: string | null;
  readonly filedBy: string;
  readonly createdAt: Date;
  readonly answerDueAt: Date;
  readonly decisionDueAt: Date;
  readonly waitingSince: Date | null;
  readonly firstAnsweredAt: Date | null;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly codes: readonly ClaimedCode[];
  /** Checklist items that have evidence. */
  readonly items: readonly string[];
}

/** A code to claim, with its price for the buyer, in minor units. */
export type CodeToClaim = Pick<
  ClaimedCode,
  'codeId' | 'runId' | 'position' | 'lotId' | 'deliveredAt' | 'agedMs' | 'price'
>;

/** A new claim; its deadlines follow from `at` and the partner's service terms. */
export function openClaim(
  of: Pick<
    StoredClaim,
    | 'claimId'
    | 'tenantId'
    | 'mode'
    | 'orderId'
    | 'currency'
    | 'reason'
    | 'description'
    | 'priority'
    | 'origin'
    | 'late'
    | 'lotId'
    | 'filedBy'
  >,
  codes: readonly CodeToClaim[],
  at: Date,
  { answerWithinMs, decideWithinMs }: ServiceTerms,
): StoredClaim {
  return {
    ...of,
    status: 'open',
    sequence: 1,
    createdAt: at,
    answerDueAt: new Date(at.getTime() + answerWithinMs),
    decisionDueAt: new Date(at.getTime() + decideWithinMs),
    waitingSince: null,
    firstAnsweredAt: null,
    decidedAt: null,
    decidedBy: null,
    codes: codes.map(({ codeId, runId, position, lotId, deliveredAt, agedMs, price }) => ({
      ...{ codeId, runId, position, lotId, deliveredAt, agedMs, price },
      state: 'open',
      detail: null,
      replacementId: null,
    })),
    items: [],
  };
}

/** Whether a deadline has passed; the one of the decision is paused while it waits for the partner. */
export function isOverdue(claim: StoredClaim, at: Date): boolean {
  const unanswered = claim.firstAnsweredAt === null && at > claim.answerDueAt;
  const undecided = claim.waitingSince === null && at > claim.decisionDueAt;
  return claim.decidedAt === null && (unanswered || undecided);
}

/** The claim as the API shows it. */
export function presentClaim(claim: StoredClaim): Claim {
  const money = (minor: number) => formatMoney(minor, claim.currency);
  const refunded = claim.codes.filter(({ state }) => state === 'refunded');
  return {
    id: formatId('clm', claim.claimId),
    object: 'claim',
    mode: claim.mode,
    status: claim.status,
    order_id: formatId('ord', claim.orderId),
    reason: claim.reason,
    description: claim.description,
    priority: claim.priority,
    origin: claim.origin,
    codes: claim.codes.map((code) => presentCode(code, money)),
    currency: claim.currency,
    refunded: money(refunded.reduce((sum, { price }) => sum + price, 0)),
    evidence: evidenceOf(claim),
    created_at: claim.createdAt.toISOString(),
    answer_due_at: claim.answerDueAt.toISOString(),
    decision_due_at: claim.decisionDueAt.toISOString(),
    first_answered_at: isoOrNull(claim.firstAnsweredAt),
    decided_at: isoOrNull(claim.decidedAt),
    sequence: claim.sequence,
  };
}

/** What would help, and what was given of it. We know ourselves that a recalled code is bad, so nothing would. */
function evidenceOf({ reason, origin, items }: StoredClaim): Claim['evidence'] {
  return claimEvidence[reason]
    .map(({ item, detail }) => ({ item, detail, given: items.includes(item) }))
    .filter(({ given }) => given || origin !== 'recall');
}

function presentCode(code: ClaimedCode, money: (minor: number) => string): Claim['codes'][number] {
  const { state } = code;
  return {
    id: formatId('cod', code.codeId),
    resolution: state === 'open' || state === 'withdrawn' ? null : state,
    detail: code.detail,
    replacement: code.replacementId && formatId('cod', code.replacementId),
    refund: state === 'refunded' ? money(code.price) : null,
    claimable_until: claimableUntil(code).toISOString(),
  };
}

/** `data` of a `claim.status_changed` event: a snapshot, never rebuilt. */
export function statusChanged(claim: StoredClaim, previous: ClaimStatus | null): string {
  return JSON.stringify({ claim: presentClaim(claim), previous_status: previous });
}
