import type {
  PartnerRole,
  SessionState,
  StaffRole,
  WebApp,
  WebAppOperation,
} from '@psnb2b/contract';
import type { By } from '../kit/by.ts';
import type { EmailAddress } from '../kit/email-address.ts';
import type { Call, RequestInfo } from '../kit/http/index.ts';
import { formatId, parseId } from '../kit/ids.ts';

export interface User {
  readonly userId: string;
  readonly webApp: WebApp;
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

/** Who calls this API: a person of a business calls the portal's, one of the staff the console's. */
export interface PersonOf<D extends WebApp> extends Person {
  readonly webApp: D;
  readonly partnerId: D extends 'portal' ? string : null;
}

export type Side = 'partner' | 'staff' | 'system';

/** A person who acts, with the name that others see. */
export interface Signer extends By {
  readonly side: Side;
  readonly name: string;
}

/** A call to the portal or console API as its handler gets it: with a person, unless the operation takes anybody. */
export type WebAppCall<Op extends WebAppOperation = WebAppOperation> = Call<Person, Op, Signer>;

/** Columns of a user under the alias `u`. */
export const userColumns = `u.user_id AS "userId", u.door AS "webApp", u.partner_id AS "partnerId", u.email,
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
export function needsSecondFactor(user: Pick<User, 'webApp'>): boolean {
  return user.webApp === 'console';
}

/** How the audit names a person: `person:usr_…` of a partner, `staff:usr_…`. */
export function actorOf(user: Pick<User, 'webApp' | 'userId'>): string {
  return `${user.webApp === 'portal' ? 'person' : 'staff'}:${formatId('usr', user.userId)}`;
}

/** The user behind a name in the audit; null if it names something else than a person. */
export function userOfActor(actor: string): string | null {
  const [side, id = ''] = actor.split(':');
  return side === 'staff' || side === 'person' ? parseId('usr', id) : null;
}

/** The actor of a call: what the audit records, and the name that others see. */
export function signerOf(
  person: Pick<User, 'webApp' | 'userId' | 'name'>,
  { at, address, requestId }: Pick<RequestInfo, 'at' | 'address' | 'requestId'>,
): Signer {
  const side = person.webApp === 'portal' ? 'partner' : 'staff';
  return { actor: actorOf(person), at, address, requestId, side, name: person.name };
}
