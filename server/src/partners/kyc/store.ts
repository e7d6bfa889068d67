import { type KycItem, type KycStatus, kycTransitions } from '@psnb2b/contract';
import { recordAudit } from '../../audit/index.ts';
import type { Signer } from '../../identity/index.ts';
import { assert } from '../../kit/assert.ts';
import type { Db, Tx } from '../../kit/database/index.ts';
import { formatId, newUuid } from '../../kit/ids.ts';
import { Refusal } from '../../kit/refusal.ts';
import { tenantOf } from '../store.ts';
import type { Mark } from './checklist.ts';
import {
  type CaseDocument,
  caseColumns,
  type KycCase,
  type Step,
  type StepEvent,
} from './kyc-case.ts';

const STEPS_MAX = 1_000;

/** Opens the case of a new business, as a draft. */
export async function openCase(tx: Tx, partnerId: string, at: Date): Promise<void> {
  const caseId = newUuid(at.getTime());
  await tx.query(
    'INSERT INTO partners.kyc_cases (case_id, partner_id, created_at) VALUES ($1, $2, $3)',
    [caseId, partnerId, at],
  );
  await insertStep(tx, caseId, { at, side: 'system', name: '', event: 'opened', text: null });
}

export async function findCaseOf(db: Db, partnerId: string): Promise<KycCase> {
  const { rows } = await db.query<KycCase>(
    `SELECT ${caseColumns} FROM partners.kyc_cases WHERE partner_id = $1`,
    [partnerId],
  );
  if (!rows[0]) throw notFound();
  return rows[0];
}

export async function findCase(db: Db, caseId: string | null): Promise<KycCase> {
  const { rows } = await db.query<KycCase>(
    `SELECT ${caseColumns} FROM partners.kyc_cases WHERE case_id = $1`,
    [caseId],
  );
  if (!rows[0]) throw notFound();
  return rows[0];
}

/** The case of a business, locked: a case takes one step at a time. */
export async function lockCaseOf(tx: Tx, partnerId: string): Promise<KycCase> {
  const { rows } = await tx.query<KycCase>(
    `SELECT ${caseColumns} FROM partners.kyc_cases WHERE partner_id = $1 FOR UPDATE`,
    [partnerId],
  );
  if (!rows[0]) throw notFound();
  return rows[0];
}

export async function lockCase(tx: Tx, caseId: string | null): Promise<KycCase> {
  const { rows } = await tx.query<KycCase>(
    `SELECT ${caseColumns} FROM partners.kyc_cases WHERE case_id = $1 FOR UPDATE`,
    [caseId],
  );
  if (!rows[0]) throw notFound();
  return rows[0];
}

/** What a step changes besides the status; members that are left out stay. */
export interface Move {
  readonly to: KycStatus;
  readonly submittedAt?: Date;
  readonly decision?: {
    readonly at: Date;
    readonly reviewer: string;
    readonly reason: string;
    readonly validUntil: Date | null;
  };
}

/** Makes a transition of the contract's table; the caller has checked `kycCan` before. */
export async function moveCase(tx: Tx, kyc: KycCase, move: Move): Promise<void> {
  const allowed: readonly KycStatus[] = kycTransitions[kyc.status];
  assert(allowed.includes(move.to), `a case goes from ${kyc.status} to ${move.to}`);
  const { submittedAt = kyc.submittedAt, decision } = move;
  await tx.query(
    `UPDATE partners.kyc_cases
        SET status = $2, submitted_at = $3, decided_at = $4, reviewer = $5, reason = $6,
            valid_until = $7, warned_days = CASE WHEN $7 = valid_until THEN warned_days END
      WHERE case_id = $1`,
    [
      kyc.caseId,
      move.to,
      submittedAt,
      decision ? decision.at : kyc.decidedAt,
      decision ? decision.reviewer : kyc.reviewer,
      decision ? decision.reason : kyc.reason,
      decision ? decision.validUntil : kyc.validUntil,
    ],
  );
}

/** Records one step of a case: a line of its timeline and a row of the audit, in the commit of its effect. */
export async function recordStep(
  tx: Tx,
  kyc: KycCase,
  person: Signer,
  step: {
    readonly event: StepEvent;
    readonly text?: string | null;
    readonly internal?: boolean;
    /** The values before and after; the status is added if it changes. */
    readonly detail?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { event, text = null, internal = false, detail = {} } = step;
  await insertStep(tx, kyc.caseId, { ...person, event, text, internal });
  const { tenantId } = await tenantOf(tx, kyc.partnerId, 'live');
  await recordAudit(tx, {
    ...person,
    tenantId,
    action: `kyc_case.${event}`,
    subject: formatId('kyc', kyc.caseId),
    detail: { partner: formatId('prt', kyc.partnerId), ...detail, ...(text && { text }) },
  });
}

async function insertStep(
  tx: Tx,
  caseId: string,
  step: Omit<Step, 'internal'> & { readonly internal?: boolean },
): Promise<void> {
  await tx.query(
    `INSERT INTO partners.kyc_steps (case_id, at, side, name, event, text, internal)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [caseId, step.at, step.side, step.name, step.event, step.text, step.internal ?? false],
  );
}

/** Oldest first; of very long timelines the newest part. */
export async function listSteps(db: Db, caseId: string): Promise<Step[]> {
  const { rows } = await db.query<Step>(
    `SELECT at, side, name, event, text, internal FROM partners.kyc_steps
      WHERE case_id = $1 ORDER BY step_id DESC LIMIT ${STEPS_MAX}`,
    [caseId],
  );
  return rows.reverse();
}

export async function listMarks(db: Db, caseId: string): Promise<Mark[]> {
  const { rows } = await db.query<Mark>(
    'SELECT item, state, note, told, answered FROM partners.kyc_marks WHERE case_id = $1',
    [caseId],
  );
  return rows;
}

/** Sets a reviewer's finding about an item; null removes it. */
export async function setMark(
  tx: Tx,
  caseId: string,
  item: KycItem,
  mark: Omit<Mark, 'item' | 'answered'> | null,
): Promise<void> {
  await tx.query('DELETE FROM partners.kyc_marks WHERE case_id = $1 AND item = $2', [caseId, item]);
  if (!mark) return;
  await tx.query(
    `INSERT INTO partners.kyc_marks (case_id, item, state, note, told) VALUES ($1, $2, $3, $4, $5)`,
    [caseId, item, mark.state, mark.note, mark.told],
  );
}

/** Voids a reviewer's acceptance of an item, because the data it rests on has changed. */
export async function voidAcceptance(tx: Tx, caseId: string, item: KycItem): Promise<void> {
  await tx.query(
    `DELETE FROM partners.kyc_marks WHERE case_id = $1 AND item = $2 AND state = 'accepted'`,
    [caseId, item],
  );
}

/** Records that a requested item was provided, or that it was removed again. */
export async function answerMark(
  tx: Tx,
  caseId: string,
  item: KycItem,
  answered: boolean,
): Promise<void> {
  await tx.query(
    `UPDATE partners.kyc_marks SET answered = $3
      WHERE case_id = $1 AND item = $2 AND state = 'asked'`,
    [caseId, item, answered],
  );
}

/** Voids all earlier ticks and requests. */
export async function clearMarks(tx: Tx, caseId: string): Promise<void> {
  await tx.query('DELETE FROM partners.kyc_marks WHERE case_id = $1', [caseId]);
}

export async function listDocuments(db: Db, caseId: string): Promise<CaseDocument[]> {
  const { rows } = await db.query<CaseDocument>(
    `SELECT file_id AS "fileId", kind FROM partners.kyc_documents
      WHERE case_id = $1 AND removed_at IS NULL ORDER BY added_at, file_id`,
    [caseId],
  );
  return rows;
}

function notFound(): Refusal {
  return new Refusal('not_found');
}
