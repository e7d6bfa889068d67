import type { Db, Tx } from '../kit/database/index.ts';

/** Something that the owner of an endpoint must be notified of. */
export interface EndpointNotice {
  readonly noticeId: number;
  readonly endpointId: string;
  readonly tenantId: number;
  readonly reason: 'gone' | 'failing' | 'exhausted';
  /** The event whose delivery was exhausted, if that is the reason. */
  readonly sequence: number | null;
  readonly at: Date;
}

const LIST_MAX = 100;

/** Notices that nobody has sent yet, oldest first, for the module that notifies people. */
export async function listNotices(db: Db): Promise<EndpointNotice[]> {
  const { rows } = await db.query<EndpointNotice & Record<string, unknown>>(
    `SELECT n.notice_id AS "noticeId", n.endpoint_id AS "endpointId", e.tenant_id AS "tenantId",
            n.reason, n.sequence, n.at
       FROM webhooks.notices n JOIN webhooks.endpoints e ON e.endpoint_id = n.endpoint_id
      WHERE n.told_at IS NULL ORDER BY n.notice_id LIMIT ${LIST_MAX}`,
  );
  return rows;
}

/** Marks it as sent in this transaction, which also writes the notification; false if that was already done. */
export async function markNoticeSent(tx: Tx, noticeId: number, at: Date): Promise<boolean> {
  const { rows } = await tx.query(
    `UPDATE webhooks.notices SET told_at = $2 WHERE notice_id = $1 AND told_at IS NULL
     RETURNING notice_id`,
    [noticeId, at],
  );
  return rows.length > 0;
}
