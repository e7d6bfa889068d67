import type { AlertKind } from '@psnb2b/contract';
import type { Db, Tx } from '../kit/database/index.ts';

/** A rule's firing about one thing: a product by its SKU, an endpoint or a key by its id; empty for the balance. */
export interface About {
  readonly userId: string;
  readonly kind: AlertKind;
  readonly subject: string;
}

/** Notes that it fired; false if another worker was quicker. */
export async function noteFired(
  tx: Tx,
  { userId, kind, subject }: About,
  at: Date,
): Promise<boolean> {
  const { rows } = await tx.query(
    `INSERT INTO alerts.firings AS f (user_id, kind, subject, armed, fired_at) VALUES ($1, $2, $3, false, $4)
     ON CONFLICT (user_id, kind, subject) DO UPDATE SET armed = false, fired_at = $4, reminded_at = NULL
      WHERE f.armed RETURNING 1`,
    [userId, kind, subject, at],
  );
  return rows.length > 0;
}

/** The same of the one reminder. */
export async function noteReminded(
  tx: Tx,
  { userId, kind, subject }: About,
  at: Date,
): Promise<boolean> {
  const { rows } = await tx.query(
    `UPDATE alerts.firings SET reminded_at = $4
      WHERE user_id = $1 AND kind = $2 AND subject = $3 AND NOT armed AND reminded_at IS NULL RETURNING 1`,
    [userId, kind, subject, at],
  );
  return rows.length > 0;
}

/** Arms it, so that it fires when its line is crossed again. */
export async function arm(tx: Tx, { userId, kind, subject }: About): Promise<void> {
  await tx.query(
    `INSERT INTO alerts.firings AS f (user_id, kind, subject, armed) VALUES ($1, $2, $3, true)
     ON CONFLICT (user_id, kind, subject) DO UPDATE SET armed = true WHERE NOT f.armed`,
    [userId, kind, subject],
  );
}

/** Arms all that fired about other things than these: they are well again, or gone. */
export async function armOthers(
  tx: Tx,
  kind: AlertKind,
  subjects: readonly string[],
): Promise<void> {
  await tx.query(
    `UPDATE alerts.firings SET armed = true WHERE kind = $1 AND NOT armed AND NOT subject = ANY ($2::text[])`,
    [kind, subjects],
  );
}

/** Forgets where a rule stands: it was set anew. */
export async function forgetFirings(
  tx: Tx,
  userId: string,
  kind: AlertKind,
  product: string,
): Promise<void> {
  await tx.query(
    `DELETE FROM alerts.firings WHERE user_id = $1 AND kind = $2 AND ($3 = '' OR subject = $3)`,
    [userId, kind, product],
  );
}

/** The kinds that these people have set, on or off. */
export async function kindsSet(
  db: Db,
  userIds: readonly string[],
): Promise<{ userId: string; kind: AlertKind; enabled: boolean }[]> {
  const { rows } = await db.query<{ userId: string; kind: AlertKind; enabled: boolean }>(
    `SELECT user_id AS "userId", kind, bool_or(enabled) AS enabled FROM alerts.rules
      WHERE user_id = ANY ($1) GROUP BY 1, 2`,
    [userIds],
  );
  return rows;
}
