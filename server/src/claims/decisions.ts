import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { currencyDecimals } from '../kit/money.ts';

/** Major units that one person may approve if no limit is set for the currency. */
const ONE_PERSON_MAX_MAJOR = 500;

export interface StoredDecision {
  readonly decisionId: number;
  readonly claimId: string;
  readonly content: string;
  readonly amount: number;
  readonly needsTwo: boolean;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly takenBy: string | null;
  readonly takenAt: Date | null;
  readonly state: 'proposed' | 'dropped' | 'taken';
}

/** What one person may approve in a decision, in minor units. */
export async function onePersonMax(db: Db, currency: string): Promise<number> {
  const { rows } = await db.query<{ max: number }>(
    'SELECT one_person_max AS max FROM claims.decision_limits WHERE currency = $1',
    [currency],
  );
  return rows[0]?.max ?? onePersonDefault(currency);
}

/** The same where nothing is set. */
export function onePersonDefault(currency: string): number {
  return ONE_PERSON_MAX_MAJOR * 10 ** currencyDecimals(currency);
}

/** Currencies with a limit. */
export async function listDecisionLimits(db: Db): Promise<string[]> {
  const { rows } = await db.query<{ currency: string }>(
    'SELECT currency FROM claims.decision_limits ORDER BY currency',
  );
  return rows.map(({ currency }) => currency);
}

/** Sets what one person may approve, in minor units; the audit row has the previous limit. */
export async function setOnePersonMax(
  tx: Tx,
  currency: string,
  max: number,
  by: By,
): Promise<void> {
  const before = await onePersonMax(tx, currency);
  await tx.query(
    `INSERT INTO claims.decision_limits (currency, one_person_max) VALUES ($1, $2)
     ON CONFLICT (currency) DO UPDATE SET one_person_max = $2`,
    [currency, max],
  );
  const detail = { before, one_person_max: max };
  await recordAudit(tx, { ...by, action: 'claim_limit.set', subject: currency, detail });
}

/** All decisions on claims, oldest first. */
export async function listDecisions(
  db: Db,
  claimIds: readonly string[],
): Promise<StoredDecision[]> {
  const { rows } = await db.query<StoredDecision>(
    `SELECT decision_id AS "decisionId", claim_id AS "claimId", content, amount,
            needs_two AS "needsTwo", proposed_by AS "proposedBy", proposed_at AS "proposedAt",
            taken_by AS "takenBy", taken_at AS "takenAt", state
       FROM claims.decisions WHERE claim_id = ANY($1) ORDER BY decision_id`,
    [claimIds],
  );
  return rows;
}

/** The decision that waits for a second person. */
export async function findProposal(db: Db, claimId: string): Promise<StoredDecision | null> {
  const decisions = await listDecisions(db, [claimId]);
  return decisions.find(({ state }) => state === 'proposed') ?? null;
}

export async function dropProposal(tx: Tx, claimId: string): Promise<void> {
  await tx.query(
    `UPDATE claims.decisions SET state = 'dropped' WHERE claim_id = $1 AND state = 'proposed'`,
    [claimId],
  );
}

/** Records a decision that one person executed at once, or proposed to a second. */
export async function insertDecision(
  tx: Tx,
  decision: Pick<StoredDecision, 'claimId' | 'content' | 'amount' | 'needsTwo' | 'proposedBy'> & {
    readonly at: Date;
    readonly taken: boolean;
  },
): Promise<void> {
  const { at, taken, proposedBy } = decision;
  await tx.query(
    `INSERT INTO claims.decisions
       (claim_id, content, amount, needs_two, proposed_by, proposed_at, state, taken_by, taken_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      decision.claimId,
      decision.content,
      decision.amount,
      decision.needsTwo,
      proposedBy,
      at,
      taken ? 'taken' : 'proposed',
      taken ? proposedBy : null,
      taken ? at : null,
    ],
  );
}

/** The second person executes what the first proposed. */
export async function takeProposal(
  tx: Tx,
  decisionId: number,
  takenBy: string,
  at: Date,
): Promise<void> {
  await tx.query(
    `UPDATE claims.decisions SET state = 'taken', taken_by = $2, taken_at = $3
      WHERE decision_id = $1 AND state = 'proposed'`,
    [decisionId, takenBy, at],
  );
}
