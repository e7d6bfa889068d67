import { approveProposal, refuseProposal } from '../../acts/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import { countedPage, json } from '../../kit/http/index.ts';
import {
  countProposalsOf,
  findProposal,
  listProposals,
  proposalPages,
} from '../../proposals/index.ts';
import { commit } from '../both/commit.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentProposal, presentProposals } from '../present/proposal.ts';

/** Changes that weaken a safeguard, for the second person who decides on them. */
export function proposalRoutes(parts: Parts) {
  const { reads } = parts.database;
  const decide = async (
    { caller, params }: Pick<ConsoleCall<'approveProposal'>, 'caller' | 'params'>,
    step: (tx: Tx, proposalId: string) => Promise<void>,
  ) => {
    await commit(parts, (tx) => step(tx, params.proposal_id));
    const proposal = await findProposal(reads, params.proposal_id);
    return json(200, await presentProposal(reads, proposal, caller));
  };
  return onConsole({
    listProposals: ({ query, caller }) =>
      countedPage(
        proposalPages,
        query,
        (asked) => listProposals(reads, asked),
        (proposals) => presentProposals(reads, proposals, caller),
        (most) => countProposalsOf(reads, query, most),
      ),
    approveProposal: (call) =>
      decide(call, (tx, id) => approveProposal(tx, parts, id, call.caller, call.by)),
    refuseProposal: (call) =>
      decide(call, (tx, id) => refuseProposal(tx, parts, id, call.caller, call.by)),
  });
}
