import type { Door, DoorOperation, PartnerRole, SessionState, StaffRole } from '@psnb2b/contract';
import type { EmailAddress } from '../kit/email-address.ts';
import type { Call } from '../kit/http/index.ts';
import { formatId } from '../kit/ids.ts';

export interface User {
  readonly userId: string;
  readonly door: Door;
  /** The partner of a portal person; opaque here. */
  readonly partnerId: string | null;
  readonly email: EmailAddress;
  readonly name: string;
  readonly role: PartnerRole | StaffRole;
  readonly disabledAt: Date | null;
  readonly lastSeenAt: Date | null;
  readonly createdAt: Date;
  readonly hasTotp: boolean;
  readonly passkeys: number;
  readonly recoveryCodes: number;
  /** Incremented by whatever ends sessions. */
  readonly epoch: number;
}

/** A browser that is signed in. */
export interface Session {
  readonly sessionId: string;
  readonly state: SessionState;
  readonly provenAt: Date | null;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date;
}

/** The caller of the portal or console API. */
export interface Person extends User {
  readonly session: Session;
}

/** A call to the portal or console API as its handler gets it: with a person, unless the operation takes anybody. */
export type DoorCall<Op extends DoorOperation = DoorOperation> = Call<Person, Op>;

/** Columns of a user under the alias `u`. */
export const userColumns = `u.user_id AS "userId", u.door, u.partner_id AS "partnerId", u.email,
  u.name, u.role, u.disabled_at AS "disabledAt", u.last_seen_at AS "lastSeenAt",
  u.created_at AS "createdAt", u.totp_secret IS NOT NULL AS "hasTotp",
  u.session_epoch AS epoch,
  (SELECT count(*)::int FROM identity.passkeys p WHERE p.user_id = u.user_id) AS passkeys,
  (SELECT count(*)::int FROM identity.recovery_codes r WHERE r.user_id = u.user_id)
    AS "recoveryCodes"`;

export function hasSecondFactor(user: Pick<User, 'hasTotp' | 'passkeys'>): boolean {
  return user.hasTotp || user.passkeys > 0;
}

/** Staff must have a second factor; partners' people may choose one. */
export function needsSecondFactor(user: Pick<User, 'door'>): boolean {
  return user.door === 'console';
}

/** How the audit names a person: `person:usr_…` of a partner, `staff:usr_…`. */
export function actorOf(user: Pick<User, 'door' | 'userId'>): string {
  return `${user.door === 'portal' ? 'person' : 'staff'}:${formatId('usr', user.userId)}`;
}

/** The actor of a call, for verbs that write to the audit. */
export function byOf(call: Pick<Call<Person>, 'caller' | 'at' | 'address' | 'requestId'>) {
  const { caller, at, address, requestId } = call;
  return { actor: actorOf(caller), at, address, requestId };
}
