import type { Db } from '../kit/database/index.ts';
import { falling, type PageAsked, Pages, type TimedPlace, timedPlace } from '../kit/pages.ts';
import { Refusal } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';

/** A recall as one of its buyer's people sees it. */
export interface BuyerRecall {
  readonly recallId: string;
  readonly mode: TenantRef['mode'];
  /** What is wrong with the codes. */
  readonly note: string;
  readonly codes: number;
  readonly noticedAt: Date;
  /** When this person marked it as read. */
  readonly readAt: Date | null;
}

export const recallPages = new Pages(
  'recalls',
  timedPlace,
  ({ noticedAt, recallId }: BuyerRecall) => ({ time: noticedAt, id: recallId }),
  { turns: true },
);

interface Asked extends PageAsked<TimedPlace> {
  /** Only those that the person has not marked as read. */
  readonly unread?: boolean | undefined;
  readonly recallId?: string;
}

/** The recalls of a tenant for a person, newest first. */
export async function listRecalls(
  db: Db,
  { tenantId, mode }: TenantRef,
  userId: string,
  { limit, behind, unread, recallId, ...way }: Asked,
): Promise<BuyerRecall[]> {
  const { behind: before, order } = falling(way);
  const { rows } = await db.query<Omit<BuyerRecall, 'mode'>>(
    `SELECT n.recall_id AS "recallId", n.note, n.codes, n.noticed_at AS "noticedAt", r.read_at AS "readAt"
       FROM recalls.notices n
       LEFT JOIN recalls.readings r ON r.recall_id = n.recall_id AND r.user_id = $2
      WHERE n.tenant_id = $1
        AND ($3::timestamptz IS NULL OR (n.noticed_at, n.recall_id) ${before} ($3, $4::uuid))
        AND (NOT $5 OR r.read_at IS NULL)
        AND ($6::uuid IS NULL OR n.recall_id = $6)
      ORDER BY n.noticed_at ${order}, n.recall_id ${order} LIMIT $7`,
    [
      tenantId,
      userId,
      behind?.time ?? null,
      behind?.id ?? null,
      unread === true,
      recallId ?? null,
      limit,
    ],
  );
  return rows.map((row) => ({ ...row, mode }));
}

/** One of them; `not_found` if the tenant has no such recall. */
export async function recallOf(
  db: Db,
  tenant: TenantRef,
  userId: string,
  recallId: string,
): Promise<BuyerRecall> {
  const [recall] = await listRecalls(db, tenant, userId, { recallId, limit: 1 });
  if (!recall) throw new Refusal('not_found');
  return recall;
}
