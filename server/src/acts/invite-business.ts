import {
  findUserByEmail,
  type Guard,
  type IdentityParts,
  invite,
  listInvitations,
  listUsers,
  notify,
  type Signer,
} from '../identity/index.ts';
import { advisoryLocks, type Db, type Tx } from '../kit/database/index.ts';
import { type EmailAddress, readEmail } from '../kit/email-address.ts';
import { invalid, invalidState } from '../kit/refusal.ts';
import {
  type Duplicate,
  emptyProfile,
  findDuplicates,
  lockPartner,
  setProfile,
} from '../partners/index.ts';
import type { Proposal } from '../proposals/index.ts';
import { spendQuota } from '../quotas/index.ts';
import type { Vault } from '../vault/index.ts';
import { proposeApproval } from './approve-without-review.ts';
import { foundPartner } from './register-partner.ts';
import { type PartnerTerms, setPartnerTerms } from './set-partner-terms.ts';

/** A business that moves from another system, as staff enter it. */
export interface BusinessWanted {
  readonly name: string;
  readonly email: EmailAddress;
  readonly country: string;
  readonly currency: string;
  readonly registrationNumber: string | null;
  readonly terms: PartnerTerms;
  /** Why it should be approved without its review; null: by its review. */
  readonly approveReason: string | null;
  /** Ids of the businesses that may be the same and are not, as its author says. */
  readonly duplicatesSeen: readonly string[];
}

type Parts = Guard &
  Pick<IdentityParts, 'peopleKeys' | 'mailKey' | 'publicUrl'> & { readonly vault: Vault };

/**
 * Creates a business and invites its owner, who confirms the address by that and sets a password. `invalid_state` if a business
 * that may be the same was not seen. Returns its id and what waits for a second person.
 */
export async function inviteBusiness(
  tx: Tx,
  parts: Parts,
  wanted: BusinessWanted,
  by: Signer,
): Promise<{ readonly partnerId: string; readonly proposals: readonly Proposal[] }> {
  const { name, email, country, currency, registrationNumber, terms, approveReason } = wanted;
  // One at a time, so that two colleagues who enter the same business see each other.
  await tx.query('SELECT pg_advisory_xact_lock($1, 0)', [advisoryLocks.partnersByStaff]);
  await refuseTaken(tx, email);
  const same = await findDuplicates(tx, parts.vault, {
    ...{ name, email },
    ...(registrationNumber !== null && { registrationNumber }),
  });
  refuseUnseen(same, wanted.duplicatesSeen);
  await spendQuota(tx, 'invitations', { owner: 'staff', at: by.at });
  const { partnerId } = await foundPartner(tx, {
    ...{ name: name.trim(), email, country, currency },
    ...{ approved: false, actor: by.actor, at: by.at },
  });
  if (registrationNumber !== null) {
    const profile = { ...emptyProfile, registration_number: registrationNumber.trim() };
    await setProfile(tx, parts.vault, partnerId, profile, by);
  }
  await sendOwnerInvitation(tx, parts, { partnerId, name, email }, by);
  const { proposal } = await setPartnerTerms(tx, parts, partnerId, terms, by);
  const approval =
    approveReason === null ? null : await proposeApproval(tx, parts, partnerId, approveReason, by);
  await notify(tx, 'partner.invited', 'staff', { partnerId, name, invitedBy: by.name, at: by.at });
  return { partnerId, proposals: [proposal, approval].filter((each) => each !== null) };
}

/** Invites the owner of a business again, at the address it was registered with; `invalid_state` once somebody joined it. */
export async function inviteOwnerAgain(
  tx: Tx,
  parts: Parts,
  partnerId: string,
  by: Signer,
): Promise<void> {
  const { name, email, suspendedAt } = await lockPartner(tx, partnerId);
  if (suspendedAt !== null) {
    throw invalidState('suspended', 'The business is suspended; resume it first.');
  }
  if ((await listUsers(tx, { partnerId })).length > 0) {
    throw invalidState('joined', 'Somebody of the business has joined it; they invite colleagues.');
  }
  const address = readEmail(email);
  await refuseTaken(tx, address);
  await spendQuota(tx, 'invitations', { owner: 'staff', at: by.at });
  await sendOwnerInvitation(tx, parts, { partnerId, name, email: address }, by);
}

/** When the open invitation of the owner ends, of a business that nobody has joined yet; null: none is open. */
export async function ownerInvitedUntil(db: Db, partnerId: string, at: Date): Promise<Date | null> {
  const [open] = await listInvitations(db, { partnerId }, at);
  return open?.expiresAt ?? null;
}

async function sendOwnerInvitation(
  tx: Tx,
  parts: Parts,
  { partnerId, name, email }: { partnerId: string; name: string; email: EmailAddress },
  by: Signer,
): Promise<void> {
  const place = { webApp: 'portal', partnerId, into: name, role: 'owner' } as const;
  await invite(tx, parts, { ...place, email, invitedBy: by.name }, true, by);
}

async function refuseTaken(db: Db, email: EmailAddress): Promise<void> {
  if (!(await findUserByEmail(db, 'portal', email))) return;
  const detail = 'A person with this address is in the portal already: an address has one account.';
  throw invalid({ pointer: '/email', code: 'taken', detail });
}

function refuseUnseen(same: readonly Duplicate[], seen: readonly string[]): void {
  const unseen = same.filter(({ partnerId }) => !seen.includes(partnerId));
  if (unseen.length === 0) return;
  const names = unseen.map(({ name, same: by }) => `${name} (${by.join(', ')})`).join('; ');
  throw invalidState('duplicate', `These may be the same business: ${names}. Look at them first.`);
}
