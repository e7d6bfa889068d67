import type { PartnerRole, StaffRole, WebApp } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import { advisoryLocks, type Tx } from '../kit/database/index.ts';
import type { EmailAddress } from '../kit/email-address.ts';
import { formatId } from '../kit/ids.ts';
import { limitReached, Refusal } from '../kit/refusal.ts';
import { HOUR_MS } from '../kit/time.ts';
import { writeLetter } from '../notifications/index.ts';
import { spendQuota } from '../quotas/index.ts';
import { linkUrl } from './link-url.ts';
import { findLinkById, insertLink, type Link, listInvitations, newLinkToken } from './links.ts';
import { notify } from './notify.ts';
import type { IdentityParts } from './parts.ts';
import { refuseSecondAccount } from './same-mailbox.ts';
import { EMAILS_MAX, TO_STRANGERS } from './settle-links.ts';

const OPEN_MAX = 50;

export interface NewInvitation {
  readonly webApp: WebApp;
  readonly partnerId: string | null;
  /** The name of the business, or of the staff. */
  readonly into: string;
  readonly email: EmailAddress;
  readonly role: PartnerRole | StaffRole;
  readonly invitedBy: string;
}

/**
 * Invites a person: a link that works once, for seven days, sent by e-mail (`send`) or returned for the command line to print. An
 * earlier open invitation of the address is revoked. Those who answer for the group are notified.
 */
export async function invite(
  tx: Tx,
  parts: Pick<IdentityParts, 'peopleKeys' | 'mailKey' | 'publicUrl'>,
  invitation: NewInvitation,
  send: boolean,
  by: By,
): Promise<{ readonly link: Link; readonly url: string }> {
  const { peopleKeys, publicUrl } = parts;
  const { webApp, partnerId, email, role, into, invitedBy } = invitation;
  const of = partnerId === null ? ('staff' as const) : { partnerId };
  if (partnerId === null) await refuseSecondAccount(tx, email, { at: by.at });
  if (send) await checkSent(tx, { webApp, partnerId, email }, by.at);
  const open = await listInvitations(tx, of, by.at);
  if (open.length >= OPEN_MAX) {
    const detail = `At most ${OPEN_MAX} invitations may be open; revoke some first.`;
    throw limitReached({ limit: OPEN_MAX, used: open.length }, detail);
  }
  await tx.query(
    `UPDATE identity.links SET revoked_at = $4
      WHERE kind = 'invitation' AND door = $1 AND email = $2
        AND partner_id IS NOT DISTINCT FROM $3::uuid AND used_at IS NULL AND revoked_at IS NULL`,
    [webApp, email, partnerId, by.at],
  );
  const { token, hash } = newLinkToken(peopleKeys);
  const url = linkUrl(publicUrl(), webApp, 'invitation', token);
  const linkId = await insertLink(tx, {
    ...{ webApp, kind: 'invitation', email, partnerId, role, business: into, invitedBy },
    ...{ tokenHash: hash, at: by.at },
  });
  if (send) {
    const facts = { role, url, at: by.at };
    // A person who invites and can read the link would be the colleague, too: a second person of their own.
    await writeLetter(tx, parts, 'invitation', { email }, facts, by.actor);
  }
  await recordAudit(tx, {
    ...by,
    action: 'invitation.sent',
    subject: formatId('inv', linkId),
    detail: { door: webApp, email, role },
  });
  const facts = { email, into, role, invitedBy, at: by.at };
  await notify(tx, 'invitation.sent', of, facts, parts);
  const owner = partnerId === null ? 'staff' : formatId('prt', partnerId);
  if (send) await spendQuota(tx, 'invitations', { owner, at: by.at });
  return { link: await findLinkById(tx, linkId), url };
}

/**
 * Anybody's address may be named in an invitation, so there is an hourly limit per address for all businesses together; revoked
 * invitations count as well.
 */
async function checkSent(
  tx: Tx,
  { webApp, partnerId, email }: Pick<NewInvitation, 'webApp' | 'partnerId' | 'email'>,
  at: Date,
): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [
    advisoryLocks.invitationsOfBusiness,
    partnerId ?? webApp,
  ]);
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [
    advisoryLocks.lettersToAddress,
    email,
  ]);
  const { rows } = await tx.query<{ here: number; first_at: Date }>(
    `SELECT count(*) AS here, min(settled_at) AS first_at FROM identity.links WHERE email = $1 AND settled_at > $2
        AND kind = ANY ($3) AND token_hash IS NOT NULL`,
    [email, new Date(at.getTime() - HOUR_MS), TO_STRANGERS],
  );
  const [sent] = rows;
  if (!sent || sent.here < EMAILS_MAX) return;
  const detail = 'We have already sent several e-mails to this address; wait an hour.';
  const resetsAt = new Date(sent.first_at.getTime() + HOUR_MS);
  throw limitReached({ limit: EMAILS_MAX, used: sent.here, resetsAt }, detail);
}

/** Revokes an open invitation; one of another business reads as unknown. */
export async function revokeInvitation(
  tx: Tx,
  of: { readonly webApp: WebApp; readonly partnerId: string | null },
  linkId: string,
  by: By,
): Promise<void> {
  const { rowCount } = await tx.query(
    `UPDATE identity.links SET revoked_at = $4
      WHERE link_id = $1 AND kind = 'invitation' AND door = $2
        AND partner_id IS NOT DISTINCT FROM $3::uuid AND used_at IS NULL AND revoked_at IS NULL
        AND expires_at > $4`,
    [linkId, of.webApp, of.partnerId, by.at],
  );
  if (rowCount === 0) throw new Refusal('not_found');
  await recordAudit(tx, { ...by, action: 'invitation.revoked', subject: formatId('inv', linkId) });
}
