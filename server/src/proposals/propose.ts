import type { ProposalKind, ProposalState } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { invalidState } from '../kit/refusal.ts';
import type { Content, Proposal } from './proposal.ts';
import { findProposal, lockWaiting, type WaitingOf } from './store.ts';

export interface NewProposal {
  readonly kind: ProposalKind;
  readonly subject: string;
  readonly content: Content;
  readonly proposedBy: string;
  readonly approvers: readonly string[];
  /** Delay if nobody can approve it. */
  readonly delayMs: number;
}

/**
 * Makes a proposal. A waiting one for the same change is dropped, so that nobody approves what they have not read. Without
 * approvers it takes effect after the delay.
 */
export async function propose(tx: Tx, proposal: NewProposal, by: By): Promise<Proposal> {
  const { kind, subject, proposedBy, approvers, delayMs } = proposal;
  const content: Content =
    by.reason === undefined ? proposal.content : { ...proposal.content, reason: by.reason };
  await dropProposals(tx, { about: { kind, subject } }, by);
  const proposalId = newUuid(by.at.getTime());
  const takesEffectAt = approvers.length === 0 ? new Date(by.at.getTime() + delayMs) : null;
  await tx.query(
    `INSERT INTO proposals.proposals
       (proposal_id, kind, subject, content, proposed_by, proposed_at, approvers, takes_effect_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      proposalId,
      kind,
      subject,
      JSON.stringify(content),
      proposedBy,
      by.at,
      approvers,
      takesEffectAt,
    ],
  );
  const detail = { kind, subject, ...content, takes_effect_at: takesEffectAt };
  await recordAudit(tx, {
    ...by,
    action: 'proposal.made',
    subject: formatId('prp', proposalId),
    detail,
  });
  return findProposal(tx, proposalId);
}

/** Drops a waiting proposal that is obsolete: because of a newer one, another value, or because its proposer has left. */
export async function dropProposals(tx: Tx, of: WaitingOf, by: By): Promise<void> {
  for (const proposal of await lockWaiting(tx, of)) {
    await settleProposal(tx, proposal, 'dropped', by);
  }
}

/** Ends a locked proposal. `invalid_state` if it has already ended. */
export async function settleProposal(
  tx: Tx,
  { proposalId, kind, subject, content, proposedBy, state }: Proposal,
  to: Exclude<ProposalState, 'waiting'>,
  by: By,
): Promise<void> {
  if (state !== 'waiting') {
    throw invalidState(state, `This proposal is ${state} already.`);
  }
  await tx.query(
    `UPDATE proposals.proposals SET state = $2, decided_by = $3, decided_at = $4
      WHERE proposal_id = $1`,
    [proposalId, to, by.actor, by.at],
  );
  await recordAudit(tx, {
    ...by,
    action: `proposal.${to}`,
    subject: formatId('prp', proposalId),
    detail: { kind, subject, ...content, proposed_by: `staff:${formatId('usr', proposedBy)}` },
  });
}
