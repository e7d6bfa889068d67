import { required } from '../kit/assert.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { idPlace, type PageAsked, Pages } from '../kit/pages.ts';

export type Side = 'partner' | 'staff';

export interface StoredMessage {
  readonly messageId: string;
  readonly claimId: string;
  readonly side: Side;
  readonly author: string;
  readonly text: string;
  readonly createdAt: Date;
}

const COLUMNS = `message_id AS "messageId", claim_id AS "claimId", side, author, text,
  created_at AS "createdAt"`;

export const messagePages = new Pages(
  'messages',
  idPlace,
  ({ messageId }: StoredMessage) => messageId,
);

/** Newest first. The caller has checked who may read the claim. */
export async function listMessages(
  db: Db,
  claimId: string,
  { behind = null, limit }: PageAsked<string>,
): Promise<StoredMessage[]> {
  const { rows } = await db.query<StoredMessage>(
    `SELECT ${COLUMNS} FROM claims.messages
      WHERE claim_id = $1 AND ($2::uuid IS NULL OR message_id < $2)
      ORDER BY message_id DESC LIMIT $3`,
    [claimId, behind, limit],
  );
  return rows;
}

export async function findMessage(db: Db, messageId: string): Promise<StoredMessage | null> {
  const { rows } = await db.query<StoredMessage>(
    `SELECT ${COLUMNS} FROM claims.messages WHERE message_id = $1`,
    [messageId],
  );
  return rows[0] ?? null;
}

export async function countMessages(db: Db, claimId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'SELECT count(*) AS count FROM claims.messages WHERE claim_id = $1',
    [claimId],
  );
  return required(rows[0], 'a count has a row').count;
}

export async function insertMessage(tx: Tx, message: StoredMessage): Promise<void> {
  await tx.query(
    `INSERT INTO claims.messages (message_id, claim_id, side, author, text, created_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      message.messageId,
      message.claimId,
      message.side,
      message.author,
      message.text,
      message.createdAt,
    ],
  );
}
