import { idParam } from '../kit/shapes.ts';
import { acting, created, moving, ok, type WebAppOperation } from '../kit/web-app-operation.ts';
import { Proposal } from '../proposals/schemas.ts';
import {
  PartnerApprove,
  PartnerCreate,
  PartnerCreated,
  PartnerDuplicateList,
  PartnerLike,
} from './new-partner.ts';
import { Partner } from './schemas.ts';

const partner = {
  ...acting,
  tag: 'Partners',
  roles: ['admin', 'finance'],
  params: idParam('partner_id', 'Id of the business.'),
} as const;

/** Businesses that staff enter, because they move from another system. */
export const consoleNewPartnerOperations = {
  findPartnerDuplicates: {
    ...acting,
    tag: 'Partners',
    roles: ['admin', 'finance'],
    id: 'findPartnerDuplicates',
    path: '/partners/duplicates',
    summary: 'Find businesses that may be the same',
    description: 'Changes nothing. It compares e-mail, name and registration number.',
    body: PartnerLike,
    replies: ok(PartnerDuplicateList, 'The businesses.'),
  },
  createPartner: {
    ...acting,
    tag: 'Partners',
    roles: ['admin', 'finance'],
    ...moving('money', 'rights'),
    idempotent: true,
    id: 'createPartner',
    path: '/partners',
    summary: 'Create a business',
    description:
      'Its owner is invited by e-mail, confirms the address by that and sets a password. It is approved by its review, or ' +
      'without it once a second admin agrees. More credit than one person may grant waits, too. Businesses that may be the ' +
      'same must have been seen.',
    body: PartnerCreate,
    replies: created(PartnerCreated, 'The business.'),
    refusals: ['invalid_state', 'limit_reached', 'not_found'],
  },
  invitePartnerOwner: {
    ...partner,
    ...moving('rights'),
    idempotent: true,
    id: 'invitePartnerOwner',
    path: '/partners/{partner_id}/invite-owner',
    summary: 'Invite the owner of a business again',
    description:
      'For a business that nobody has joined yet. The invitation goes to the e-mail that it was registered with, and replaces ' +
      'the previous one.',
    replies: ok(Partner, 'The business.'),
    refusals: ['invalid_state', 'limit_reached'],
  },
  proposePartnerApproval: {
    ...partner,
    ...moving('rights'),
    id: 'proposePartnerApproval',
    path: '/partners/{partner_id}/propose-approval',
    summary: 'Propose to approve a business without its review',
    description: 'It waits for a second admin, with your reason.',
    body: PartnerApprove,
    replies: { 202: { description: 'It waits for a second person.', schema: Proposal } },
    refusals: ['invalid_state'],
  },
} as const satisfies Record<string, WebAppOperation>;
