import type { Db } from '../kit/database/index.ts';

/** A period; the end is excluded. */
export interface Span {
  readonly from: Date;
  readonly until: Date;
}

interface Counted {
  readonly claimed: number;
  readonly approved: number;
}

const GROUPS = {
  lotId: 'c.lot_id',
  tenantId: 'm.tenant_id',
  runId: 'c.run_id',
} as const;

/**
 * Codes of live claims, counted by lot, tenant or run: only groups with at least one claimed code, in a period or ever. A code
 * that was claimed again counts once.
 */
export async function countClaimed<By extends keyof typeof GROUPS>(
  db: Db,
  by: By,
  span: Span | null,
): Promise<(Counted & Readonly<Record<By, By extends 'lotId' ? string : number>>)[]> {
  const { rows } = await db.query<Counted & Record<By, By extends 'lotId' ? string : number>>(
    `SELECT ${GROUPS[by]} AS "${by}", count(DISTINCT c.code_id) AS claimed,
            count(*) FILTER (WHERE c.state IN ('replaced', 'refunded')) AS approved
       FROM claims.claims m
       JOIN claims.codes c ON c.claim_id = m.claim_id
      WHERE m.tenant_id IN (SELECT partners.live_tenants())
        AND ($1::timestamptz IS NULL OR m.created_at >= $1)
        AND ($2::timestamptz IS NULL OR m.created_at < $2)
      GROUP BY ${GROUPS[by]}`,
    [span?.from ?? null, span?.until ?? null],
  );
  return rows;
}
