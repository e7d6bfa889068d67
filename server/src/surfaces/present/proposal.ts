import type { Proposal as ProposalBody } from '@psnb2b/contract';
import {
  mayApprove,
  mayRefuse,
  namesOf,
  staffOfActor,
  type User,
  type WebAppCall,
} from '../../identity/index.ts';
import { assert, required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import { isoOrNull } from '../../kit/time.ts';
import { partnerNames } from '../../partners/index.ts';
import type { Content, Proposal } from '../../proposals/index.ts';

/** The reply of a call whose change was only proposed. */
export async function proposedReply(
  db: Db,
  proposal: Proposal,
  { caller }: Pick<WebAppCall, 'caller'>,
) {
  return json(202, await presentProposal(db, proposal, caller));
}

export async function presentProposal(
  db: Db,
  proposal: Proposal,
  reader: Pick<User, 'userId' | 'role'>,
): Promise<ProposalBody> {
  const [body] = await presentProposals(db, [proposal], reader);
  return required(body, 'one proposal has one body');
}

/** Proposals as a member of staff sees them. */
export async function presentProposals(
  db: Db,
  proposals: readonly Proposal[],
  reader: Pick<User, 'userId' | 'role'>,
): Promise<ProposalBody[]> {
  const people = proposals.flatMap((each) =>
    [
      each.proposedBy,
      ...each.approvers,
      parseId('usr', each.subject) ?? [],
      (each.decidedBy && staffOfActor(each.decidedBy)) ?? [],
    ].flat(),
  );
  const names = await namesOf(db, people);
  const businesses = proposals.flatMap(({ subject }) => parseId('prt', subject) ?? []);
  const partners = await partnerNames(db, businesses);
  const person = (userId: string) => ({
    id: formatId('usr', userId),
    name: required(names.get(userId), `person ${userId} has a name`),
  });
  const nameOfActor = (actor: string) => {
    const userId = staffOfActor(actor);
    return userId === null ? actor : person(userId).name;
  };
  return proposals.map((each) => {
    const { subject, content, decidedBy } = each;
    const personId = parseId('usr', subject);
    const partnerId = parseId('prt', subject);
    const name = (personId && names.get(personId)) ?? (partnerId && partners.get(partnerId));
    return {
      id: formatId('prp', each.proposalId),
      object: 'proposal',
      kind: each.kind,
      state: each.state,
      subject: { id: subject, name: name ?? subject },
      before: shown(content, content.before),
      after: shown(content, content.after),
      currency: content.currency ?? null,
      proposed_by: person(each.proposedBy),
      proposed_at: each.proposedAt.toISOString(),
      approvers: each.approvers.map(person),
      takes_effect_at: isoOrNull(each.takesEffectAt),
      may_approve: mayApprove(each, reader),
      may_refuse: mayRefuse(each, reader),
      decided_by: decidedBy && nameOfActor(decidedBy),
      decided_at: isoOrNull(each.decidedAt),
    };
  });
}

function shown({ currency }: Content, value: number | string | null): string | null {
  if (typeof value !== 'number') return value;
  assert(currency !== undefined, 'an amount has a currency');
  return formatMoney(value, currency);
}
