import type { ClaimPriority } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { invalid } from '../kit/refusal.ts';
import { HOUR_MS } from '../kit/time.ts';

/** How soon partners get a first response and a decision. */
export interface ServiceTerms {
  readonly answerWithinMs: number;
  readonly decideWithinMs: number;
}

/** The promise for a tier without terms of its own. */
export const DEFAULT_TERMS: Readonly<Record<ClaimPriority, ServiceTerms>> = {
  high: { answerWithinMs: 4 * HOUR_MS, decideWithinMs: 24 * HOUR_MS },
  normal: { answerWithinMs: 24 * HOUR_MS, decideWithinMs: 72 * HOUR_MS },
};

/** The terms of a tier; those of the priority if it has none. */
export async function serviceTerms(
  db: Db,
  tier: string,
  priority: ClaimPriority,
): Promise<ServiceTerms> {
  const { rows } = await db.query<ServiceTerms>(
    `SELECT answer_within_ms AS "answerWithinMs", decide_within_ms AS "decideWithinMs"
       FROM service_levels.terms WHERE tier = $1`,
    [tier],
  );
  return rows[0] ?? DEFAULT_TERMS[priority];
}

/** The terms of all tiers that have their own. */
export async function listServiceTerms(db: Db): Promise<(ServiceTerms & { tier: string })[]> {
  const { rows } = await db.query<ServiceTerms & { tier: string }>(
    `SELECT tier, answer_within_ms AS "answerWithinMs", decide_within_ms AS "decideWithinMs"
       FROM service_levels.terms ORDER BY tier`,
  );
  return rows;
}

/** Sets the terms of a tier, for claims filed from now on. */
export async function setServiceTerms(
  tx: Tx,
  tier: string,
  terms: ServiceTerms,
  by: By,
): Promise<void> {
  const { answerWithinMs, decideWithinMs } = terms;
  if (answerWithinMs < 1 || decideWithinMs < answerWithinMs) {
    throw invalid({
      pointer: '/decision',
      code: 'minimum',
      detail:
        'The time to the first response must be above 0, and the time to the decision at least as long.',
    });
  }
  const own = (await listServiceTerms(tx)).find((each) => each.tier === tier);
  await tx.query(
    `INSERT INTO service_levels.terms (tier, answer_within_ms, decide_within_ms)
     VALUES ($1, $2, $3)
     ON CONFLICT (tier) DO UPDATE SET answer_within_ms = $2, decide_within_ms = $3`,
    [tier, answerWithinMs, decideWithinMs],
  );
  const detail = { before: recorded(own ?? DEFAULT_TERMS.normal), after: recorded(terms) };
  await recordAudit(tx, { ...by, action: 'claim_terms.set', subject: tier, detail });
}

function recorded({ answerWithinMs, decideWithinMs }: ServiceTerms) {
  return { answer_within_ms: answerWithinMs, decide_within_ms: decideWithinMs };
}
