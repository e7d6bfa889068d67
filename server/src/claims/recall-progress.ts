import type { Db } from '../kit/database/index.ts';
import { NO_ID } from '../kit/ids.ts';
import { decisionFrom } from './decision.ts';
import { onePersonMax } from './decisions.ts';
import { givenAlone } from './given-alone.ts';

/** Amounts of a person count for all orders and partners. */
const NOWHERE = { orderId: NO_ID, tenantId: 0 };

export interface RecallProgress {
  readonly claims: number;
  readonly waiting: number;
  readonly approved: number;
  readonly rejected: number;
  readonly replacedCodes: number;
  readonly refundedCodes: number;
  /** What is wrong with the lot, as the partners read it. */
  readonly note: string | null;
  /** The most that the waiting claims can cost together, by currency, in minor units. */
  readonly amounts: readonly {
    currency: string;
    amount: number;
    onePersonMax: number;
    /** Whether deciding them needs a second person besides the reader. */
    needsTwo: boolean;
  }[];
  readonly proposals: readonly { resolution: string | null; by: string; claims: number }[];
}

/** The reader, and the start of the period over which the reader's decisions add up. */
export interface Viewer {
  readonly actor: string;
  readonly since: Date;
}

/** The state of the claims that a recall of a lot opened, and how the reader may decide them. */
export async function recallProgress(
  db: Db,
  lotId: string,
  viewer: Viewer,
): Promise<RecallProgress> {
  const { rows } = await db.query<Omit<RecallProgress, 'amounts' | 'proposals'>>(
    `SELECT count(*) AS claims,
            count(*) FILTER (WHERE decided_at IS NULL) AS waiting,
            count(*) FILTER (WHERE status = 'approved') AS approved,
            count(*) FILTER (WHERE status IN ('rejected', 'withdrawn')) AS rejected,
            coalesce(sum(c.replaced), 0)::int AS "replacedCodes",
            coalesce(sum(c.refunded), 0)::int AS "refundedCodes",
            min(m.description) AS note
       FROM claims.claims m
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE k.state = 'replaced') AS replaced,
                count(*) FILTER (WHERE k.state = 'refunded') AS refunded
           FROM claims.codes k WHERE k.claim_id = m.claim_id) c
      WHERE m.lot_id = $1`,
    [lotId],
  );
  const [counts] = rows;
  const none = { claims: 0, waiting: 0, approved: 0, rejected: 0, note: null };
  return {
    // nothing: a lot that was never recalled has no counts.
    ...(counts ?? { ...none, replacedCodes: 0, refundedCodes: 0 }),
    amounts: await amountsOf(db, lotId, viewer),
    proposals: await proposalsOf(db, lotId),
  };
}

async function amountsOf(
  db: Db,
  lotId: string,
  viewer: Viewer,
): Promise<RecallProgress['amounts']> {
  const { rows } = await db.query<{ currency: string; amount: number; own: boolean }>(
    `SELECT m.currency, sum(c.price)::bigint AS amount, bool_or(m.filed_by = $2) AS own
       FROM claims.claims m JOIN claims.codes c ON c.claim_id = m.claim_id
      WHERE m.lot_id = $1 AND m.decided_at IS NULL GROUP BY m.currency ORDER BY m.currency`,
    [lotId, viewer.actor],
  );
  return Promise.all(
    rows.map(async ({ currency, amount, own }) => {
      const max = await onePersonMax(db, currency);
      const { decider } = await givenAlone(db, { ...NOWHERE, currency, ...viewer });
      return { currency, amount, onePersonMax: max, needsTwo: own || decider + amount > max };
    }),
  );
}

/** How many codes of each product are in undecided claims of a recall, by product. */
export async function waitingByProduct(
  db: Db,
  lotId: string,
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await db.query<{ productId: number; codes: number }>(
    `SELECT o.product_id AS "productId", count(*) AS codes
       FROM claims.claims m JOIN claims.codes c ON c.claim_id = m.claim_id
       CROSS JOIN LATERAL stock.origins(ARRAY[c.run_id]) o
      WHERE m.lot_id = $1 AND m.decided_at IS NULL GROUP BY o.product_id`,
    [lotId],
  );
  return new Map(rows.map(({ productId, codes }) => [productId, codes]));
}

/** Decisions on its claims that wait for a second person, by who proposed what. */
async function proposalsOf(db: Db, lotId: string): Promise<RecallProgress['proposals']> {
  const { rows } = await db.query<{ by: string; content: string }>(
    `SELECT d.proposed_by AS by, d.content FROM claims.decisions d
       JOIN claims.claims m ON m.claim_id = d.claim_id
      WHERE m.lot_id = $1 AND d.state = 'proposed' ORDER BY d.decision_id`,
    [lotId],
  );
  const found = new Map<string, { resolution: string | null; by: string; claims: number }>();
  for (const { by, content } of rows) {
    const resolution = resolutionOf(content);
    const key = `${by} ${resolution}`;
    // nothing: a count begins at 0.
    const before = found.get(key) ?? { resolution, by, claims: 0 };
    found.set(key, { ...before, claims: before.claims + 1 });
  }
  return [...found.values()];
}

/** The one resolution of a decision for all codes; null if it differs by code. */
function resolutionOf(content: string): string | null {
  const { codes, orRefund = false } = decisionFrom(content);
  const [first, ...others] = new Set(codes.map(({ resolution }) => resolution));
  if (first === undefined || others.length > 0) return null;
  return orRefund && first === 'replaced' ? 'replaced_or_refunded' : first;
}
