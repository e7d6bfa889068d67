import { acting, type DoorOperation, moving, ok, reading } from '../kit/door-operation.ts';
import { idParam } from '../kit/shapes.ts';
import { Proposal, ProposalList, ProposalQuery } from './schemas.ts';

const params = idParam('proposal_id', 'Id of the proposal.');
const proposal = { ...acting, tag: 'Proposals', params } as const;

/** Changes that move a guard, and wait for a second person. */
export const consoleProposalOperations = {
  listProposals: {
    ...reading,
    tag: 'Proposals',
    id: 'listProposals',
    path: '/proposals',
    summary: 'List proposals',
    description: 'What waits for a second person, and what became of others; newest first.',
    query: ProposalQuery,
    replies: ok(ProposalList, 'A page of proposals.'),
  },
  approveProposal: {
    ...proposal,
    roles: ['admin'],
    ...moving('money', 'rights', 'secrets'),
    id: 'approveProposal',
    path: '/proposals/{proposal_id}/approve',
    summary: 'Approve a proposal',
    description:
      'By an admin who was one when it was proposed, did not propose it, and whom it does not concern. It takes effect ' +
      'with the reply.',
    replies: ok(Proposal, 'The proposal.'),
    refusals: ['invalid_state', 'limit_reached'],
  },
  refuseProposal: {
    ...proposal,
    roles: ['admin', 'finance', 'support', 'stock'],
    id: 'refuseProposal',
    path: '/proposals/{proposal_id}/refuse',
    summary: 'Stop a proposal',
    description:
      'By an admin, by who proposed it or by whom it concerns; where nobody can approve it, by anybody of the staff.',
    replies: ok(Proposal, 'The proposal.'),
    refusals: ['invalid_state', 'role_missing'],
  },
} as const satisfies Record<string, DoorOperation>;
