import { type AuditAction, partnerNotesMax } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { invalidState, limitReached, Refusal } from '../kit/refusal.ts';
import { lockPartner } from './store.ts';

/** What staff wrote about a business, for each other. */
export interface PartnerNote {
  readonly noteId: string;
  readonly partnerId: string;
  readonly text: string;
  readonly pinned: boolean;
  readonly version: number;
  readonly writtenBy: string;
  readonly writtenAt: Date;
  readonly editedBy: string | null;
  readonly editedAt: Date | null;
}

/** A change of a note whose version its editor saw. */
export interface NoteChange {
  readonly version: number;
  readonly text?: string;
  readonly pinned?: boolean;
}

const COLUMNS = `note_id AS "noteId", partner_id AS "partnerId", text, pinned, version, written_by AS "writtenBy",
  written_at AS "writtenAt", edited_by AS "editedBy", edited_at AS "editedAt"`;

/** Pinned ones first, then the newest. */
export async function listNotes(db: Db, partnerId: string): Promise<PartnerNote[]> {
  const { rows } = await db.query<PartnerNote & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM partners.notes WHERE partner_id = $1
      ORDER BY pinned DESC, note_id DESC LIMIT ${partnerNotesMax}`,
    [partnerId],
  );
  return rows;
}

/** A note of this business; any other reads as unknown. */
export async function findNote(db: Db, partnerId: string, noteId: string): Promise<PartnerNote> {
  const { rows } = await db.query<PartnerNote & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM partners.notes WHERE partner_id = $1 AND note_id = $2`,
    [partnerId, noteId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

export async function addNote(
  tx: Tx,
  partnerId: string,
  { text, pinned = false }: { readonly text: string; readonly pinned?: boolean },
  by: By,
): Promise<PartnerNote> {
  await lockPartner(tx, partnerId);
  const used = (await listNotes(tx, partnerId)).length;
  if (used >= partnerNotesMax) {
    const detail = `There are ${partnerNotesMax} notes; remove one first.`;
    throw limitReached({ limit: partnerNotesMax, used }, detail);
  }
  const noteId = newUuid(by.at.getTime());
  await tx.query(
    `INSERT INTO partners.notes (note_id, partner_id, text, pinned, written_by, written_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [noteId, partnerId, text, pinned, by.actor, by.at],
  );
  await audit(tx, partnerId, 'partner_note.added', { text, pinned }, by);
  return findNote(tx, partnerId, noteId);
}

/** Changes a note; `invalid_state` if somebody did since its editor saw it. */
export async function changeNote(
  tx: Tx,
  partnerId: string,
  noteId: string,
  { version, text, pinned }: NoteChange,
  by: By,
): Promise<PartnerNote> {
  await lockPartner(tx, partnerId);
  const before = await findNote(tx, partnerId, noteId);
  if (before.version !== version) {
    throw invalidState('changed', 'Somebody changed this note meanwhile. Open it again.');
  }
  const isEdited = text !== undefined && text !== before.text;
  await tx.query(
    `UPDATE partners.notes
        SET text = $3, pinned = $4, version = version + 1,
            edited_by = CASE WHEN $5 THEN $6 ELSE edited_by END, edited_at = CASE WHEN $5 THEN $7 ELSE edited_at END
      WHERE partner_id = $1 AND note_id = $2`,
    [partnerId, noteId, text ?? before.text, pinned ?? before.pinned, isEdited, by.actor, by.at],
  );
  const changed = {
    ...(isEdited && { before: before.text, text }),
    ...(pinned !== undefined && pinned !== before.pinned && { pinned }),
  };
  await audit(tx, partnerId, 'partner_note.changed', changed, by);
  return findNote(tx, partnerId, noteId);
}

export async function removeNote(tx: Tx, partnerId: string, noteId: string, by: By): Promise<void> {
  const { text } = await findNote(tx, partnerId, noteId);
  await tx.query('DELETE FROM partners.notes WHERE partner_id = $1 AND note_id = $2', [
    partnerId,
    noteId,
  ]);
  await audit(tx, partnerId, 'partner_note.removed', { text }, by);
}

async function audit(
  tx: Tx,
  partnerId: string,
  action: AuditAction,
  detail: Readonly<Record<string, unknown>>,
  by: By,
): Promise<void> {
  await recordAudit(tx, { ...by, action, subject: formatId('prt', partnerId), detail });
}
