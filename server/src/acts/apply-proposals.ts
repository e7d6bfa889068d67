import { type Guard, notifyProposalEnding } from '../identity/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { listDue, lockProposal, settleProposal } from '../proposals/index.ts';
import { carryOut } from './decide-proposal.ts';

type Parts = Guard & { readonly database: Database; readonly clock: Clock };

const ACTOR = 'system:apply-proposals';

/**
 * Executes proposals that nobody could approve and nobody stopped, once their delay is over. A proposal that can no longer be
 * executed, because its subject has changed, is dropped. Returns how many took effect.
 */
export async function applyProposals(parts: Parts): Promise<number> {
  const { database, clock } = parts;
  const by = { actor: ACTOR, at: clock.now() };
  let applied = 0;
  for (const id of await listDue(database.reads, by.at)) {
    if (await end(parts, id, 'approved', by)) applied += 1;
  }
  return applied;
}

async function end(
  parts: Parts,
  id: string,
  to: 'approved' | 'dropped',
  by: { readonly actor: string; readonly at: Date },
): Promise<boolean> {
  try {
    return await parts.database.transaction(async (tx) => {
      const proposal = await lockProposal(tx, id);
      if (proposal.state !== 'waiting') return false;
      if (to === 'approved') await carryOut(tx, parts, proposal, by);
      else await settleProposal(tx, proposal, 'dropped', by);
      const ending = to === 'approved' ? ({ to, by: null } as const) : ({ to } as const);
      await notifyProposalEnding(tx, parts, proposal, ending, by.at);
      return to === 'approved';
    });
  } catch (error) {
    if (to === 'approved' && error instanceof Refusal) return end(parts, id, 'dropped', by);
    throw error;
  }
}
