import { type Static, Type } from 'typebox';
import { partnerStatuses } from '../keys/states.ts';
import { id } from '../kit/primitives.ts';
import { emailInput, line, listOf, oneOf, request } from '../kit/shapes.ts';
import { PartnerRef } from '../kyc/schemas.ts';
import { Proposal } from '../proposals/schemas.ts';
import { limitMembers } from './schemas.ts';

const DUPLICATES_MAX = 20;
const REGISTRATION_MAX = 60;

/** By what a business may be the same as another. */
export const duplicateMembers = ['email', 'name', 'registration_number'] as const;
export type DuplicateMember = (typeof duplicateMembers)[number];

const identity = {
  name: line(200, 'Name of the business.'),
  email: emailInput('E-mail of its owner, who is invited there.'),
  registration_number: Type.Optional(line(REGISTRATION_MAX, 'Registration number, if known.')),
};

export const PartnerLike = request(
  'PartnerLike',
  'What a business is known by. Only what is stated is compared.',
  {
    name: Type.Optional(identity.name),
    email: Type.Optional(identity.email),
    registration_number: identity.registration_number,
  },
);
export const PartnerDuplicate = Type.Object(
  {
    object: Type.Literal('partner_duplicate'),
    partner: PartnerRef,
    status: oneOf(partnerStatuses, 'Its state.'),
    same: Type.Array(oneOf(duplicateMembers, 'What is the same.'), {
      description:
        'What is the same. Letters, digits and their order count; case, spaces and marks do not.',
    }),
  },
  { title: 'PartnerDuplicate', description: 'A business that may be the same.' },
);
export type PartnerDuplicate = Static<typeof PartnerDuplicate>;
export const PartnerDuplicateList = listOf(
  'PartnerDuplicateList',
  `Businesses that may be the same, the oldest first; at most ${DUPLICATES_MAX}.`,
  PartnerDuplicate,
);

export const PartnerCreate = request(
  'PartnerCreate',
  'A business that moves from another system. Its owner is invited by e-mail.',
  {
    ...identity,
    country: Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' }),
    currency: Type.String({
      pattern: '^[A-Z]{3}$',
      description: 'ISO 4217, one in which you have prices; fixed for ever.',
    }),
    limits: Type.Optional(
      request('PartnerFirstLimits', 'Its limits; members that are left out have their default.', {
        ...limitMembers,
      }),
    ),
    approve_reason: Type.Optional(
      line(
        500,
        'Why it should be approved without its review. A second admin must agree; without it, it is approved by its review.',
      ),
    ),
    duplicates_seen: Type.Optional(
      Type.Array(id('prt', 'Id of a business.'), {
        maxItems: DUPLICATES_MAX,
        description: 'The businesses that may be the same, which you saw and know to be others.',
      }),
    ),
  },
);
export type PartnerCreate = Static<typeof PartnerCreate>;
export const PartnerCreated = Type.Object(
  {
    object: Type.Literal('partner_created'),
    partner: PartnerRef,
    proposals: Type.Array(Proposal, { description: 'What of it waits for a second person.' }),
  },
  { title: 'PartnerCreated', description: 'The new business.' },
);
export const PartnerApprove = request('PartnerApprove', 'Why.', {
  reason: line(500, 'Why it should be approved without its review, for colleagues and the audit.'),
});
