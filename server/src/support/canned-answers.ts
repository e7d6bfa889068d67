import type { AuditAction, TicketTopic } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { Signer } from '../identity/index.ts';
import { advisoryLocks, type Db, type Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { limitReached, Refusal } from '../kit/refusal.ts';

const ANSWERS_MAX = 200;

/** A text from which staff start an answer. */
export interface CannedAnswer {
  readonly answerId: string;
  readonly title: string;
  /** Null: for tickets of any topic. */
  readonly topic: TicketTopic | null;
  readonly text: string;
}

/** All of them, by title. */
export async function listCannedAnswers(db: Db): Promise<CannedAnswer[]> {
  const { rows } = await db.query<CannedAnswer>(
    `SELECT answer_id AS "answerId", title, topic, text FROM support.canned_answers
      ORDER BY lower(title), answer_id LIMIT ${ANSWERS_MAX}`,
  );
  return rows;
}

export async function addCannedAnswer(
  tx: Tx,
  answer: Omit<CannedAnswer, 'answerId'>,
  person: Signer,
): Promise<CannedAnswer> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [advisoryLocks.cannedAnswers]);
  const used = (await listCannedAnswers(tx)).length;
  if (used >= ANSWERS_MAX) {
    const detail = `There are ${ANSWERS_MAX} canned answers; remove one first.`;
    throw limitReached({ limit: ANSWERS_MAX, used }, detail);
  }
  const added = { answerId: newUuid(person.at.getTime()), ...answer };
  await tx.query(
    `INSERT INTO support.canned_answers (answer_id, title, topic, text, created_at)
     VALUES ($1, $2, $3, $4, $5)`,
    [added.answerId, added.title, added.topic, added.text, person.at],
  );
  await audit(tx, person, 'canned_answer.added', added);
  return added;
}

export async function removeCannedAnswer(
  tx: Tx,
  answerId: string | null,
  person: Signer,
): Promise<void> {
  const { rows } = await tx.query<CannedAnswer>(
    `DELETE FROM support.canned_answers WHERE answer_id = $1
     RETURNING answer_id AS "answerId", title, topic, text`,
    [answerId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  await audit(tx, person, 'canned_answer.removed', rows[0]);
}

async function audit(
  tx: Tx,
  person: Signer,
  action: AuditAction,
  answer: CannedAnswer,
): Promise<void> {
  const subject = formatId('ans', answer.answerId);
  const { title, topic, text } = answer;
  await recordAudit(tx, { ...person, action, subject, detail: { title, topic, text } });
}
