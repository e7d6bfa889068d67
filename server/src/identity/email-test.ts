import { consolePages } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { Db } from '../kit/database/index.ts';
import { NOBODY_READS } from '../kit/mail/index.ts';
import { limitReached, Refusal } from '../kit/refusal.ts';
import { HOUR_MS } from '../kit/time.ts';
import { writeLetter } from '../notifications/index.ts';
import { newLinkToken } from './links.ts';
import type { IdentityParts, Origin } from './parts.ts';
import { hashOf } from './people-keys.ts';
import { actorOf, type Person } from './person.ts';

/** Per person and hour: a mail server that fails is not tried by a loop. */
const SENT_MAX = 5;
/** How long the link works. */
const LIFE_MS = HOUR_MS;

export interface EmailTest {
  readonly sentAt: Date;
  readonly arrivedAt: Date | null;
}

/**
 * Writes a test e-mail to the person who asks. Its link replaces the last one, works for an hour, and nobody reads it in the outbox: only an
 * e-mail that arrived can be confirmed.
 */
export async function sendEmailTest(
  parts: IdentityParts,
  person: Person,
  { at, address, requestId }: Origin,
): Promise<void> {
  const { database, peopleKeys, publicUrl } = parts;
  const { userId, email, name } = person;
  const { token, hash } = newLinkToken(peopleKeys);
  await database.transaction(async (tx) => {
    const { rows } = await tx.query<{ sent: number; began: Date }>(
      `INSERT INTO identity.email_tests AS t (user_id, token_hash, sent_at, hour_began, sent_in_hour)
       VALUES ($1, $2, $3, $3, 1)
       ON CONFLICT (user_id) DO UPDATE SET token_hash = $2, sent_at = $3, arrived_at = NULL,
         hour_began = CASE WHEN t.hour_began > $4 THEN t.hour_began ELSE $3 END,
         sent_in_hour = CASE WHEN t.hour_began > $4 THEN t.sent_in_hour + 1 ELSE 1 END
       RETURNING sent_in_hour AS sent, hour_began AS began`,
      [userId, hash, at, new Date(at.getTime() - HOUR_MS)],
    );
    const [row] = rows;
    if (row && row.sent > SENT_MAX) {
      const resetsAt = new Date(row.began.getTime() + HOUR_MS);
      const detail = `You can send yourself ${SENT_MAX} test e-mails an hour; look for the last one in your inbox and among the spam.`;
      throw limitReached({ limit: SENT_MAX, used: SENT_MAX, resetsAt }, detail);
    }
    const actor = actorOf(person);
    const act = { action: 'email_test.sent' as const, subject: actor, detail: { email } };
    await recordAudit(tx, { at, address, requestId, actor, ...act });
    const url = `${publicUrl()}/console${consolePages.setUp}#token=${token}`;
    await writeLetter(tx, parts, 'email_test', { email, name }, { url, at }, NOBODY_READS);
  });
}

/** Notes that the test e-mail of this person arrived, by its link: `link_invalid` for another person's, an older or an old one. */
export async function confirmEmailTest(
  { database, peopleKeys }: IdentityParts,
  person: Person,
  token: string,
  { at, address, requestId }: Origin,
): Promise<void> {
  await database.transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `UPDATE identity.email_tests SET arrived_at = coalesce(arrived_at, $3)
        WHERE user_id = $1 AND token_hash = $2 AND sent_at > $4`,
      [person.userId, hashOf(peopleKeys, 'link', token), at, new Date(at.getTime() - LIFE_MS)],
    );
    if (rowCount === 0) throw new Refusal('link_invalid');
    const actor = actorOf(person);
    const act = { action: 'email_test.arrived' as const, subject: actor };
    await recordAudit(tx, { at, address, requestId, actor, ...act });
  });
}

/** The last test of one person; and whether any test of the staff arrived. */
export async function readEmailTests(
  db: Db,
  userId: string,
): Promise<{ readonly own: EmailTest | null; readonly anyArrived: boolean }> {
  const { rows } = await db.query<EmailTest & { userId: string }>(
    `SELECT user_id AS "userId", sent_at AS "sentAt", arrived_at AS "arrivedAt" FROM identity.email_tests
      WHERE user_id = $1 OR arrived_at IS NOT NULL ORDER BY arrived_at DESC NULLS LAST LIMIT 100`,
    [userId],
  );
  const own = rows.find((row) => row.userId === userId) ?? null;
  return { own, anyArrived: rows.some(({ arrivedAt }) => arrivedAt !== null) };
}
