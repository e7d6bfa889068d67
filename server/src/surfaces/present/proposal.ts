import * as contract from '@psnb2b/contract';
import { findDeposits } from '../../funding/index.ts';
import * as identity from '../../identity/index.ts';
import { assert, required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import { present } from '../../kit/present.ts';
import { partnerNames } from '../../partners/index.ts';
import type { Content, Proposal } from '../../proposals/index.ts';
import { withPartners } from './partner-refs.ts';

/** The reply of a call whose change was only proposed. */
export async function proposedReply(
  db: Db,
  proposal: Proposal,
  { caller }: Pick<identity.WebAppCall, 'caller'>,
) {
  return json(202, await presentProposal(db, proposal, caller));
}

export async function presentProposal(
  db: Db,
  proposal: Proposal,
  reader: Pick<identity.User, 'userId' | 'role'>,
): Promise<contract.Proposal> {
  const [body] = await presentProposals(db, [proposal], reader);
  return required(body, 'one proposal has one body');
}

/** Proposals as a member of staff sees them. */
export async function presentProposals(
  db: Db,
  proposals: readonly Proposal[],
  reader: Pick<identity.User, 'userId' | 'role'>,
): Promise<contract.Proposal[]> {
  const people = proposals.flatMap((each) =>
    [
      each.proposedBy,
      ...each.approvers,
      parseId('usr', each.subject) ?? [],
      (each.decidedBy && identity.staffOfActor(each.decidedBy)) ?? [],
    ].flat(),
  );
  const names = await identity.namesOf(db, people);
  // The subject of an own price is the business and the product.
  const businesses = proposals.flatMap(({ subject }) => businessIn(subject) ?? []);
  const partners = await partnerNames(db, businesses);
  const deposits = await depositNames(db, proposals);
  const person = (userId: string) => {
    const name = required(names.get(userId), `person ${userId} has a name`);
    return present(contract.PersonRef, { userId, name });
  };
  const nameOfActor = (actor: string) => {
    const userId = identity.staffOfActor(actor);
    return userId === null ? actor : person(userId).name;
  };
  return proposals.map((proposal) => {
    const { subject, content, decidedBy } = proposal;
    const personId = parseId('usr', subject);
    const partnerId = businessIn(subject);
    const [, sku] = subject.split(' ');
    const name =
      (personId && names.get(personId)) ??
      (partnerId && [partners.get(partnerId), sku].filter(Boolean).join(', ')) ??
      deposits.get(subject);
    return present(contract.Proposal, proposal, {
      subject: { id: subject, name: name ?? subject },
      before: shown(content, content.before),
      after: shown(content, content.after),
      ...{ currency: content.currency ?? null, reason: content.reason ?? null },
      proposed_by: person(proposal.proposedBy),
      approvers: proposal.approvers.map(person),
      may_approve: identity.mayApprove(proposal, reader),
      may_refuse: identity.mayRefuse(proposal, reader),
      decided_by: decidedBy && nameOfActor(decidedBy),
    });
  });
}

/** The business in `prt_…`, or in `prt_… PSN-US-50`. */
function businessIn(subject: string): string | null {
  return parseId('prt', subject.split(' ')[0] ?? subject);
}

/** Deposits that proposals are about: the business and the reference. */
async function depositNames(
  db: Db,
  proposals: readonly Proposal[],
): Promise<ReadonlyMap<string, string>> {
  const ids = proposals.flatMap(({ subject }) => parseId('dep', subject) ?? []);
  const found = [...(await findDeposits(db, ids)).values()];
  return new Map(
    (await withPartners(db, found)).map(({ depositId, partner, reference }) => [
      formatId('dep', depositId),
      `${partner.name}, ${reference}`,
    ]),
  );
}

function shown({ currency }: Content, value: number | string | null): string | null {
  if (typeof value !== 'number') return value;
  assert(currency !== undefined, 'an amount has a currency');
  return formatMoney(value, currency);
}
