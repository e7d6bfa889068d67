import type { Db } from '../kit/database/index.ts';
import { buyersOf, type CodeBuyer } from '../orders/index.ts';
import {
  countHeld,
  type ListedLot,
  type LotProduct,
  listLots,
  lotSales,
  type Oddness,
  oddnessOf,
  runsOfLot,
  stockOfLot,
} from '../stock/index.ts';
import { decisionFrom } from './decision.ts';
import { onePersonMax } from './decisions.ts';
import { givenAlone } from './given-alone.ts';

/** What is given by a person counts, whatever the order and the partner. */
const NOWHERE = { orderId: '00000000-0000-0000-0000-000000000000', tenantId: 0 };

/** A lot as claims see it. */
export interface LotLine {
  readonly lot: ListedLot;
  /** Sold, or held by an order that waits. */
  readonly gone: number;
  readonly claimed: number;
  readonly approved: number;
}

export interface RecallProgress {
  readonly claims: number;
  readonly waiting: number;
  readonly approved: number;
  readonly rejected: number;
  readonly replacedCodes: number;
  readonly refundedCodes: number;
  /** Tenants that were told. */
  readonly told: number;
  /** What they were told is wrong with it. */
  readonly note: string | null;
  /** What the claims that wait can give away together, by currency, in minor units. */
  readonly amounts: readonly {
    currency: string;
    amount: number;
    onePersonMax: number;
    /** Whether deciding them takes two people if the one who looks is one of them. */
    needsTwo: boolean;
  }[];
  readonly proposals: readonly { resolution: string | null; by: string; claims: number }[];
}

export interface LotFile extends LotLine {
  readonly held: number;
  /** Why the whole lot is held; null for one that is not. */
  readonly oddness: Oddness | null;
  readonly products: readonly LotProduct[];
  readonly buyers: readonly CodeBuyer[];
  readonly recall: RecallProgress;
}

/** Adds to lots what was sold and claimed of each. */
export async function withClaims(db: Db, lots: readonly ListedLot[]): Promise<LotLine[]> {
  const ids = lots.map(({ lotId }) => lotId);
  const gone = new Map((await lotSales(db, ids)).map((each) => [each.lotId, each.gone]));
  const { rows } = await db.query<{ lotId: string; claimed: number; approved: number }>(
    `SELECT lot_id AS "lotId", count(DISTINCT code_id) AS claimed,
            count(*) FILTER (WHERE state IN ('replaced', 'refunded')) AS approved
       FROM claims.codes WHERE lot_id = ANY($1) GROUP BY lot_id`,
    [ids],
  );
  const claimed = new Map(rows.map((each) => [each.lotId, each]));
  return lots.map((lot) => ({
    lot,
    // nothing: a lot of which nothing is gone is not among these.
    gone: gone.get(lot.lotId) ?? 0,
    // nothing: a lot without claims is not among these.
    claimed: claimed.get(lot.lotId)?.claimed ?? 0,
    // nothing: a lot without claims is not among these.
    approved: claimed.get(lot.lotId)?.approved ?? 0,
  }));
}

/** A live lot with who has its codes and how its recall stands; null where there is none. */
export async function readLot(db: Db, lotId: string, viewer: Viewer): Promise<LotFile | null> {
  const [line] = await withClaims(db, await listLots(db, { lotId, limit: 1 }));
  if (!line) return null;
  const runs = await runsOfLot(db, lotId);
  return {
    ...line,
    held: await countHeld(db, runs),
    oddness: line.lot.status === 'held' ? await oddnessOf(db, lotId) : null,
    products: await stockOfLot(db, lotId),
    buyers: await buyersOf(db, runs),
    recall: await progressOf(db, lotId, viewer),
  };
}

/** Who looks, and since when their decisions add up. */
interface Viewer {
  readonly actor: string;
  readonly since: Date;
}

async function progressOf(db: Db, lotId: string, viewer: Viewer): Promise<RecallProgress> {
  const { rows } = await db.query<Omit<RecallProgress, 'amounts' | 'proposals'>>(
    `SELECT count(*) AS claims,
            count(*) FILTER (WHERE decided_at IS NULL) AS waiting,
            count(*) FILTER (WHERE status = 'approved') AS approved,
            count(*) FILTER (WHERE status IN ('rejected', 'withdrawn')) AS rejected,
            coalesce(sum(c.replaced), 0)::int AS "replacedCodes",
            coalesce(sum(c.refunded), 0)::int AS "refundedCodes",
            (SELECT count(*) FROM claims.recall_notices n WHERE n.lot_id = $1) AS told,
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
  const none = { claims: 0, waiting: 0, approved: 0, rejected: 0, told: 0, note: null };
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

/** What a decision makes of every code; null where it makes different things of them. */
function resolutionOf(content: string): string | null {
  const { codes, orRefund = false } = decisionFrom(content);
  const [first, ...others] = new Set(codes.map(({ resolution }) => resolution));
  if (first === undefined || others.length > 0) return null;
  return orRefund && first === 'replaced' ? 'replaced_or_refunded' : first;
}
