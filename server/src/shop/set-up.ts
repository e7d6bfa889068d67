import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Db, type Tx } from '../kit/database/index.ts';

/** What an admin stated about the backups. */
export interface BackupStatement {
  readonly place: string;
  /** `2026-11-29`: the day on which one was last restored as a trial. */
  readonly restoredOn: string;
  readonly statedAt: Date;
  readonly statedBy: string;
}

export interface SetUpNotes {
  readonly dismissedAt: Date | null;
  readonly backup: BackupStatement | null;
}

/** What people said about setting up the shop; everything else is read from its data. */
export async function readSetUpNotes(db: Db): Promise<SetUpNotes> {
  const { rows: dismissals } = await db.query<{ dismissedAt: Date }>(
    'SELECT dismissed_at AS "dismissedAt" FROM shop.set_up_dismissal',
  );
  const { rows: backups } = await db.query<BackupStatement>(
    `SELECT place, restored_on::text AS "restoredOn", stated_at AS "statedAt", stated_by AS "statedBy"
       FROM shop.backup_statement`,
  );
  return { dismissedAt: dismissals[0]?.dismissedAt ?? null, backup: backups[0] ?? null };
}

/** Hides the guide on the first page for all staff, or shows it again. */
export async function dismissSetUp(tx: Tx, isDismissed: boolean, by: By): Promise<void> {
  const { rowCount } = isDismissed
    ? await tx.query(
        `INSERT INTO shop.set_up_dismissal (dismissed_at, dismissed_by) VALUES ($1, $2)
         ON CONFLICT DO NOTHING`,
        [by.at, by.actor],
      )
    : await tx.query('DELETE FROM shop.set_up_dismissal');
  if (rowCount === 0) return;
  const action = isDismissed ? 'set_up.dismissed' : 'set_up.recalled';
  await recordAudit(tx, { ...by, action, subject: 'shop' });
}

export async function stateBackup(
  tx: Tx,
  { place, restoredOn }: Pick<BackupStatement, 'place' | 'restoredOn'>,
  by: By,
): Promise<void> {
  await tx.query(
    `INSERT INTO shop.backup_statement (place, restored_on, stated_at, stated_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (only_row) DO UPDATE SET place = $1, restored_on = $2, stated_at = $3, stated_by = $4`,
    [place, restoredOn, by.at, by.actor],
  );
  const detail = { place, restored_on: restoredOn };
  await recordAudit(tx, { ...by, action: 'backup.stated', subject: 'shop', detail });
}

/** Marks the shop as a demo, which every page then says. */
export async function markDemo(tx: Tx, at: Date): Promise<void> {
  await bumpVersion(tx, 'shop');
  await tx.query('INSERT INTO shop.demo (made_at) VALUES ($1) ON CONFLICT DO NOTHING', [at]);
}
