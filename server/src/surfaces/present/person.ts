import {
  type Colleague,
  type Me,
  mayCall,
  mayWhileSuspended,
  type StaffMember,
  type WebAppOperation,
  webAppOperations,
} from '@psnb2b/contract';
import {
  countUnread,
  hasSecondFactor,
  type IdentityParts,
  needsSecondFactor,
  type Person,
  PROVEN_MS,
  proofMethodsOf,
  type User,
} from '../../identity/index.ts';
import { formatId } from '../../kit/ids.ts';
import { isoOrNull } from '../../kit/time.ts';
import { presentBusiness } from '../../partners/index.ts';

export async function presentMe({ database }: IdentityParts, person: Person): Promise<Me> {
  const { session, partnerId } = person;
  const isWhole = session.state === 'active';
  const partner =
    isWhole && partnerId !== null ? await presentBusiness(database.reads, partnerId) : null;
  const suspended = partner?.status === 'suspended';
  const { provenAt } = session;
  return {
    object: 'me',
    user: {
      id: formatId('usr', person.userId),
      name: person.name,
      email: person.email,
      role: person.role,
    },
    partner,
    session: {
      id: formatId('ses', session.sessionId),
      state: session.state,
      expires_at: session.expiresAt.toISOString(),
      proven_until: provenAt && new Date(provenAt.getTime() + PROVEN_MS).toISOString(),
    },
    second_factor: {
      required: needsSecondFactor(person),
      methods: proofMethodsOf(person),
      totp: person.hasTotp,
      passkeys: person.passkeys,
      recovery_codes: person.recoveryCodes,
    },
    may: Object.values<WebAppOperation>(webAppOperations[person.webApp])
      .filter((operation) => mayCall(operation, person.role))
      .filter((operation) => !suspended || mayWhileSuspended(operation))
      .map(({ id }) => id),
    unread: isWhole ? await countUnread(database.reads, person.userId) : 0,
  };
}

export function presentColleague(user: User): Colleague {
  return { ...presentPerson(user), object: 'colleague', role: user.role as Colleague['role'] };
}

export function presentStaff(user: User): StaffMember {
  return { ...presentPerson(user), object: 'staff_member', role: user.role as StaffMember['role'] };
}

function presentPerson(user: User) {
  return {
    id: formatId('usr', user.userId),
    name: user.name,
    email: user.email,
    second_factor: hasSecondFactor(user),
    disabled_at: isoOrNull(user.disabledAt),
    last_seen_at: isoOrNull(user.lastSeenAt),
    created_at: user.createdAt.toISOString(),
  };
}
