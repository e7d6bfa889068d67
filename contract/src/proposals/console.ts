import { idParam } from '../kit/shapes.ts';
import {
  acting,
  moving,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { Proposal, ProposalList, ProposalQuery } from './schemas.ts';

const params = idParam('proposal_id', 'Id of the proposal.');
const proposal = { ...acting, tag: 'Proposals', params } as const;

/** Changes that weaken a safeguard, and wait for a second person. */
export const consoleProposalOperations = {
  listProposals: {
    ...reading,
    tag: 'Proposals',
    id: 'listProposals',
    path: '/proposals',
    summary: 'List proposals',
    description: 'Waiting and ended proposals, newest first.',
    query: ProposalQuery,
    replies: okPage(ProposalList, 'A page of proposals.'),
  },
  approveProposal: {
    ...proposal,
    roles: ['admin'],
    ...moving('money', 'rights', 'secrets'),
    id: 'approveProposal',
    path: '/proposals/{proposal_id}/approve',
    summary: 'Approve a proposal',
    description:
      'For admins who were admins when it was proposed, did not propose it, and whom it does not concern. It takes effect ' +
      'at once.',
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
      'For admins, its proposer and the person concerned; if nobody can approve it, for all staff.',
    replies: ok(Proposal, 'The proposal.'),
    refusals: ['invalid_state', 'role_missing'],
  },
} as const satisfies Record<string, WebAppOperation>;
