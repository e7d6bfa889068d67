import { type Static, Type } from 'typebox';
import { id, nullable, time } from '../kit/primitives.ts';
import { listOf, listQuery, oneOf } from '../kit/shapes.ts';
import { proposalKindNames, proposalStates } from './states.ts';

const PersonRef = Type.Object(
  { id: id('usr', 'Id of the person.'), name: Type.String({ description: 'Name.' }) },
  { title: 'PersonRef', description: 'A person, named.' },
);

export const Proposal = Type.Object(
  {
    id: id('prp', 'Id of the proposal.'),
    object: Type.Literal('proposal'),
    kind: oneOf(proposalKindNames, 'What is to change.'),
    state: oneOf(proposalStates, 'Where it stands.'),
    subject: Type.Object(
      {
        id: Type.String({ description: 'A business, a currency or a person.' }),
        name: Type.String({ description: 'What people call it.' }),
      },
      { title: 'ProposalSubject', description: 'What it is about.' },
    ),
    before: nullable(Type.String({ description: 'What it was when it was proposed.' })),
    after: nullable(Type.String({ description: 'What it is to be.' })),
    currency: nullable(Type.String({ description: 'Of both, where they are money.' })),
    proposed_by: PersonRef,
    proposed_at: time('When it was proposed.'),
    approvers: Type.Array(PersonRef, { description: 'Of whom one can approve it.' }),
    takes_effect_at: nullable(
      time('Where nobody can approve it: when it takes effect, unless somebody stops it.'),
    ),
    may_approve: Type.Boolean({ description: 'Whether you can approve it.' }),
    may_refuse: Type.Boolean({ description: 'Whether you can stop it.' }),
    decided_by: nullable(Type.String({ description: 'Who ended it.' })),
    decided_at: nullable(time('When it ended.')),
  },
  { title: 'Proposal', description: 'A change that waits for a second person.' },
);
export type Proposal = Static<typeof Proposal>;
export const ProposalList = listOf('ProposalList', 'Proposals, newest first.', Proposal);
export const ProposalQuery = listQuery({
  state: Type.Optional(oneOf(proposalStates, 'Only in this state.')),
  subject: Type.Optional(
    Type.String({ minLength: 1, maxLength: 60, description: 'Only about this.' }),
  ),
});
