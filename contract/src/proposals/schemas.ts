import { type Static, Type } from 'typebox';
import { id, nullable, time } from '../kit/primitives.ts';
import { countedListOf, listQuery, oneOf } from '../kit/shapes.ts';
import { proposalKindNames, proposalStates } from './states.ts';

export const PersonRef = Type.Object(
  { id: id('usr', 'Id of the person.'), name: Type.String({ description: 'Name.' }) },
  { title: 'PersonRef', description: 'A person, named.' },
);

export const Proposal = Type.Object(
  {
    id: id('prp', 'Id of the proposal.'),
    object: Type.Literal('proposal'),
    kind: oneOf(proposalKindNames, 'The kind of change.'),
    state: oneOf(proposalStates, 'Its state.'),
    subject: Type.Object(
      {
        id: Type.String({ description: 'A business, a currency or a person.' }),
        name: Type.String({ description: 'Its name for people.' }),
      },
      { title: 'ProposalSubject', description: 'Its subject.' },
    ),
    before: nullable(Type.String({ description: 'The value when it was proposed.' })),
    after: nullable(Type.String({ description: 'The proposed value.' })),
    currency: nullable(Type.String({ description: 'Of both, if they are money.' })),
    reason: nullable(Type.String({ description: 'Why, if its proposer said so.' })),
    proposed_by: PersonRef,
    proposed_at: time('When it was proposed.'),
    approvers: Type.Array(PersonRef, { description: 'Any of these can approve it.' }),
    takes_effect_at: nullable(
      time('If nobody can approve it: when it takes effect, unless somebody stops it.'),
    ),
    may_approve: Type.Boolean({ description: 'Whether you can approve it.' }),
    may_refuse: Type.Boolean({ description: 'Whether you can stop it.' }),
    decided_by: nullable(Type.String({ description: 'Who ended it.' })),
    decided_at: nullable(time('When it ended.')),
  },
  { title: 'Proposal', description: 'A change that waits for a second person.' },
);
export type Proposal = Static<typeof Proposal>;
export const ProposalList = countedListOf(
  'ProposalList',
  'Proposals: those that wait oldest first, others newest first.',
  Proposal,
);
export const ProposalQuery = listQuery({
  state: Type.Optional(oneOf(proposalStates, 'Only in this state.')),
  subject: Type.Optional(
    Type.String({ minLength: 1, maxLength: 60, description: 'Only about this.' }),
  ),
});
