import type { LinkKind } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import type { Tx } from '../kit/database/index.ts';
import { NOBODY_READS } from '../kit/mail/index.ts';
import { HOUR_MS } from '../kit/time.ts';
import { type Stopping, workAndRest } from '../kit/work-and-rest.ts';
import { writeLetter } from '../notifications/index.ts';
import { linkUrl } from './link-url.ts';
import { type Link, linkColumns, newLinkToken } from './links.ts';
import type { IdentityParts } from './parts.ts';
import { lockUserByEmail } from './store.ts';

const BATCH_MAX = 20;
/** E-mails per address and hour; further requests have no effect. */
export const EMAILS_MAX = 3;
/** E-mails per hour to all unconfirmed addresses together; further requests wait. */
const STRANGERS_MAX = 500;
/** Kinds whose requester chooses the recipient. */
export const TO_STRANGERS: readonly LinkKind[] = ['sign_up', 'email_change', 'invitation'];

/**
 * Decides what happens to links that strangers requested: the callers got their replies before anybody checked whether there is
 * such an account. Returns how many it settled.
 */
export async function settleLinks(parts: IdentityParts): Promise<number> {
  return parts.database.transaction(async (tx) => {
    const hasRoom = (await sentToStrangers(tx, parts.clock.now())) < STRANGERS_MAX;
    // People with an account are served first: a flood of registrations must not keep them out of theirs.
    const { rows } = await tx.query<Link>(
      `SELECT ${linkColumns} FROM identity.links
        WHERE settled_at IS NULL AND ($1 OR kind = 'password_reset')
        ORDER BY kind <> 'password_reset', created_at LIMIT ${BATCH_MAX} FOR UPDATE SKIP LOCKED`,
      [hasRoom],
    );
    for (const link of rows) await settle(tx, parts, link);
    return rows.length;
  });
}

/** Letters of the last hour that strangers requested; invitations have their own limits. */
async function sentToStrangers(tx: Tx, at: Date): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*) FROM identity.links
      WHERE token_hash IS NOT NULL AND settled_at > $1 AND kind IN ('sign_up', 'email_change')`,
    [new Date(at.getTime() - HOUR_MS)],
  );
  return required(rows[0], 'a count has a row').count;
}

async function settle(tx: Tx, parts: IdentityParts, link: Link): Promise<void> {
  const at = parts.clock.now();
  const token = await write(tx, parts, link, at);
  await tx.query(
    `UPDATE identity.links
        SET settled_at = $2::timestamptz, token_hash = $3, user_id = $4,
            revoked_at = CASE WHEN $3::bytea IS NULL THEN $2::timestamptz END,
            password = CASE WHEN $3::bytea IS NULL THEN NULL ELSE password END
      WHERE link_id = $1`,
    [link.linkId, at, token?.hash ?? null, token?.userId ?? null],
  );
}

/** Writes the e-mail, if there is one to write; returns the hash of its link, if it has one. */
async function write(
  tx: Tx,
  parts: IdentityParts,
  link: Link,
  at: Date,
): Promise<{ hash: Buffer; userId: string | null } | null> {
  const { peopleKeys, publicUrl } = parts;
  if (link.expiresAt <= at || (await isTooMuch(tx, link, at))) return null;
  const { webApp, kind, email } = link;
  // Locked: an address that is just being replaced must not get a link to the account that it loses.
  const user = await lockUserByEmail(tx, webApp, email);
  const { token, hash } = newLinkToken(peopleKeys);
  const page = { url: `${publicUrl()}/${webApp}`, at };
  const facts = { url: linkUrl(publicUrl(), webApp, kind, token), at };
  const hiddenFrom = webApp === 'console' ? NOBODY_READS : undefined;
  switch (kind) {
    case 'sign_up':
      if (user) {
        await writeLetter(tx, parts, 'account_exists', user, page);
        return null;
      }
      await writeLetter(tx, parts, 'sign_up', { email }, facts, hiddenFrom);
      return { hash, userId: null };
    case 'password_reset':
      if (!user || user.disabledAt) return null;
      await writeLetter(tx, parts, 'password_reset', user, facts, hiddenFrom);
      return { hash, userId: user.userId };
    case 'email_change':
      if (user) {
        await writeLetter(tx, parts, 'address_taken', user, page);
        return null;
      }
      await writeLetter(tx, parts, 'email_change', { email }, facts, hiddenFrom);
      return { hash, userId: link.userId };
    case 'invitation':
      return null;
    default:
      return kind satisfies never;
  }
}

/** The kinds that go to strangers share a limit, whoever requests them: they reach one inbox. */
async function isTooMuch(tx: Tx, { email, kind, webApp }: Link, at: Date): Promise<boolean> {
  const isToStranger = TO_STRANGERS.includes(kind);
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*) FROM identity.links
      WHERE email = $1 AND kind = ANY ($2) AND ($3 OR door = $4) AND settled_at > $5`,
    [
      email,
      isToStranger ? TO_STRANGERS : [kind],
      isToStranger,
      webApp,
      new Date(at.getTime() - HOUR_MS),
    ],
  );
  return required(rows[0], 'a count has a row').count >= EMAILS_MAX;
}

const KEPT_MS = 30 * 24 * HOUR_MS;
const CHUNK = 1_000;

/** Deletes links, challenges, sessions, counts and notifications that have long expired, until none is left. */
export async function pruneIdentity({
  database,
  clock,
  drain,
}: IdentityParts & { readonly drain: Stopping }): Promise<void> {
  const now = clock.now();
  const before = new Date(now.getTime() - KEPT_MS);
  const prune = (table: string, column: string, than: Date) =>
    workAndRest(drain, async () => {
      const { rowCount } = await database.transaction((tx) =>
        tx.query(
          `DELETE FROM identity.${table} WHERE ctid IN
             (SELECT ctid FROM identity.${table} WHERE ${column} < $1 LIMIT ${CHUNK})`,
          [than],
        ),
      );
      return rowCount >= CHUNK;
    });
  await prune('links', 'expires_at', before);
  await prune('challenges', 'expires_at', now);
  await prune('sessions', 'expires_at', now);
  await prune('failures', 'last_at', before);
  await prune('notifications', 'created_at', new Date(now.getTime() - 6 * KEPT_MS));
}
