import type { AlertKind } from '@psnb2b/contract';
import type { Database, Db, Tx } from '../kit/database/index.ts';

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

/** The things of a kind about which somebody's rule has fired and is not armed. */
export async function firedSubjects(db: Db, kind: AlertKind): Promise<string[]> {
  const { rows } = await db.query<{ subject: string }>(
    'SELECT DISTINCT subject FROM alerts.firings WHERE kind = $1 AND NOT armed',
    [kind],
  );
  return rows.map(({ subject }) => subject);
}

/**
 * Arms what fired about things that are well again, or gone: those of `fired` that are not in `facts`. `fired` is read before the facts: a rule
 * that fires about a newer fact meanwhile stays as it is.
 */
export async function armOthers(
  database: Database,
  kind: AlertKind,
  fired: readonly string[],
  facts: readonly string[],
): Promise<void> {
  const still = new Set(facts);
  const gone = fired.filter((subject) => !still.has(subject));
  if (gone.length === 0) return;
  await database.transaction((tx) =>
    tx.query(
      'UPDATE alerts.firings SET armed = true WHERE kind = $1 AND NOT armed AND subject = ANY ($2::text[])',
      [kind, gone],
    ),
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
