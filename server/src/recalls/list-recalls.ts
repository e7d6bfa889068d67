import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import {
  falling,
  type PageAsked,
  Pages,
  type PlaceForm,
  type TimedPlace,
  timedPlace,
} from '../kit/pages.ts';
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

interface RecallPlace extends TimedPlace {
  readonly isRead: boolean;
}

const READ = 'read ';

const recallPlace: PlaceForm<RecallPlace> = {
  write: ({ isRead, ...place }) => `${isRead ? READ : ''}${timedPlace.write(place)}`,
  read: (text) => {
    const isRead = text.startsWith(READ);
    const place = timedPlace.read(isRead ? text.slice(READ.length) : text);
    return place && { ...place, isRead };
  },
};

export const recallPages = new Pages(
  'recalls',
  recallPlace,
  ({ noticedAt, recallId, readAt }: BuyerRecall) => ({
    ...{ time: noticedAt, id: recallId, isRead: readAt !== null },
  }),
  { turns: true },
);

interface Wanted {
  /** Only those that the person has not marked as read. */
  readonly unread?: boolean | undefined;
  readonly recallId?: string;
}

const MATCHING = `FROM recalls.notices n
       LEFT JOIN recalls.readings r ON r.recall_id = n.recall_id AND r.user_id = $2
      WHERE n.tenant_id = $1 AND (NOT $3 OR r.read_at IS NULL) AND ($4::uuid IS NULL OR n.recall_id = $4)`;

function valuesOf({ tenantId }: TenantRef, userId: string, { unread, recallId }: Wanted) {
  return [tenantId, userId, unread === true, recallId ?? null];
}

/** How many recalls of a tenant match, counted to one more than `most`. */
export async function countRecalls(
  db: Db,
  tenant: TenantRef,
  userId: string,
  wanted: Wanted,
  most: number,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM (SELECT ${MATCHING} LIMIT $5) counted`,
    [...valuesOf(tenant, userId, wanted), most + 1],
  );
  return required(rows[0], 'a count has a row').count;
}

/** The recalls of a tenant for a person: what the person has not read first, then the newest. */
export async function listRecalls(
  db: Db,
  tenant: TenantRef,
  userId: string,
  { limit, behind, turned = false, ...wanted }: Wanted & PageAsked<RecallPlace>,
): Promise<BuyerRecall[]> {
  const { behind: before, order } = falling({ turned });
  const { rows } = await db.query<Omit<BuyerRecall, 'mode'>>(
    `SELECT n.recall_id AS "recallId", n.note, n.codes, n.noticed_at AS "noticedAt", r.read_at AS "readAt"
       ${MATCHING}
        AND ($5::boolean IS NULL
             OR (r.read_at IS NULL, n.noticed_at, n.recall_id) ${before} ($5, $6::timestamptz, $7::uuid))
      ORDER BY (r.read_at IS NULL) ${order}, n.noticed_at ${order}, n.recall_id ${order} LIMIT $8`,
    [
      ...valuesOf(tenant, userId, wanted),
      ...(behind ? [!behind.isRead, behind.time, behind.id] : [null, null, null]),
      limit,
    ],
  );
  return rows.map((row) => ({ ...row, mode: tenant.mode }));
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
