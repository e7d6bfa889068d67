import * as contract from '@psnb2b/contract';
import * as identity from '../../identity/index.ts';
import { present } from '../../kit/present.ts';
import { presentBusiness } from '../../partners/index.ts';

export async function presentMe(
  { database: { reads } }: identity.IdentityParts,
  person: identity.Person,
) {
  const { session, partnerId } = person;
  const isWhole = session.state === 'active';
  const partner = isWhole && partnerId !== null ? await presentBusiness(reads, partnerId) : null;
  const suspended = partner?.status === 'suspended';
  const { provenAt } = session;
  const row = {
    user: person,
    session: {
      ...session,
      provenUntil: provenAt && new Date(provenAt.getTime() + identity.PROVEN_MS),
    },
    secondFactor: {
      required: identity.needsSecondFactor(person),
      methods: identity.proofMethodsOf(person),
      totp: person.hasTotp,
      passkeys: person.passkeys,
      recoveryCodes: person.recoveryCodes,
    },
    unread: isWhole ? await identity.countUnread(reads, person.userId) : 0,
  };
  const may = Object.values<contract.WebAppOperation>(contract.webAppOperations[person.webApp])
    .filter((operation) => contract.mayCall(operation, person.role))
    .filter((operation) => !suspended || contract.mayWhileSuspended(operation));
  return present(contract.Me, row, { partner, may: may.map(({ id }) => id) });
}

export function presentColleague(user: identity.User) {
  const role = user.role as contract.Colleague['role'];
  return present(contract.Colleague, personOf(user), { role });
}

export function presentStaff(user: identity.User) {
  const role = user.role as contract.StaffMember['role'];
  return present(contract.StaffMember, personOf(user), { role });
}

function personOf(user: identity.User) {
  return { ...user, secondFactor: identity.hasSecondFactor(user) };
}
