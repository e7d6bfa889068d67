import { randomUUID } from 'node:crypto';
import type { StreamRestored } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { endWalArchive } from '../backups/index.ts';
import { lastUndecided } from '../claims/index.ts';
import { leapStreams, streamTenants } from '../events/index.ts';
import { endAllSessions, notify } from '../identity/index.ts';
import { leapNumbers } from '../invoicing/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { beginEpoch } from '../kit/gaps/index.ts';
import type { Notifier } from '../notifications/index.ts';
import {
  cancelAllPending,
  lastDelivery,
  lockPending,
  type ProductLookup,
} from '../orders/index.ts';
import { freezeStock } from '../stock/index.ts';
import { leapCursors } from '../webhooks/index.ts';

/** What the partner of an order reads that a restore has ended. */
const REASON =
  'We restored this service from a backup, and cannot tell whether this order was paid, confirmed or delivered after it. It is cancelled here, and its money is available again. If you received its codes, send us their list.';

/** Far more events than any stream has between two backups; numbers stay exact in JSON for nine million restores. */
const LEAP = 1_000_000_000;

/** A backup that was restored. */
export interface RestoredBackup {
  readonly name: string;
  /** What was committed before is in it. */
  readonly at: Date;
}

/**
 * Begins a new epoch of a restored database, before anybody uses it. It does not know what happened after its backup. So no live code is
 * sold until staff release its product; every live order that was pending is cancelled, because it may have been delivered since, and
 * its codes lie with the frozen ones; no order of a tenant is accepted until its gap is closed; every stream and both series of documents
 * go on far above their last number, so that none is used twice; and everybody signs in again, because who was removed since is back.
 */
export async function beginRestoredEpoch(
  tx: Tx,
  parts: Notifier & { readonly catalog: { readonly product: ProductLookup } },
  backup: RestoredBackup,
  { at, actor }: By,
): Promise<number> {
  const pending = await lockPending(tx, parts.catalog.product);
  await freezeStock(tx, at);
  await endAllSessions(tx);
  // What follows is another history than that of the stored log.
  await endWalArchive(tx, 'The database was restored.');
  await leapNumbers(tx, at);
  const epoch = await beginEpoch(
    tx,
    {
      ...{ beganAt: at, backup: backup.name, backupAt: backup.at },
      oldUntil: await oldUntil(tx, at),
    },
    await streamTenants(tx),
  );
  const detail = { epoch, backup_at: backup.at.toISOString(), cancelled_orders: pending.length };
  await recordAudit(tx, { at, actor, action: 'restore.done', subject: backup.name, detail });
  await notify(tx, 'restore.done', 'staff', { backupAt: backup.at, at }, parts);
  // Streams are locked last; the ends of orders are events above the hole.
  const times: Pick<StreamRestored, 'backup_at' | 'restored_at'> = {
    backup_at: backup.at.toISOString(),
    restored_at: at.toISOString(),
  };
  await leapStreams(tx, { at, by: LEAP, subject: randomUUID(), times });
  await leapCursors(tx);
  await cancelAllPending(tx, pending, { at, reason: REASON }, parts.catalog.product);
  return epoch;
}

/** Until when the times of deliveries and claims are older than a restore at this time: a clock that had run ahead has written later ones. */
async function oldUntil(tx: Tx, at: Date): Promise<Date> {
  const times = [await lastDelivery(tx, at), await lastUndecided(tx, at)];
  return new Date(Math.max(at.getTime(), ...times.map((time) => (time ? time.getTime() + 1 : 0))));
}
