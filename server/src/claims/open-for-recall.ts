import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import type { SoldCode } from '../orders/index.ts';
import { hasLiveKey, type Tenant } from '../partners/index.ts';
import { type ServiceTerms, serviceTerms } from '../service-levels/index.ts';
import { openClaim, type StoredClaim } from './claim.ts';
import { emitSteps } from './emit.ts';
import { claimsHolding, insertClaims } from './store.ts';

interface Recall {
  readonly lotId: string;
  /** What is wrong with the lot. */
  readonly note: string;
}

interface Opened {
  /** Claims that were opened now. */
  readonly claims: readonly string[];
  /** Codes that were already in an open or approved claim. */
  readonly claimedBefore: number;
}

/**
 * Opens a claim for each order of a tenant that has codes of a recalled lot, even after the claim window. Codes that are already
 * in a claim, or were in one of this recall, are skipped. Under the tenant's lock.
 */
export async function openForRecall(
  tx: Tx,
  recall: Recall,
  tenant: Tenant,
  codes: readonly SoldCode[],
  by: By,
): Promise<Opened> {
  const ids = codes.map(({ codeId }) => codeId);
  const claimed = await claimsHolding(tx, ids);
  const recalled = await recalledBefore(tx, recall.lotId, ids);
  const fresh = codes.filter(({ codeId }) => !claimed.has(codeId) && !recalled.has(codeId));
  const priority = (await hasLiveKey(tx, tenant.partnerId, by.at)) ? 'high' : 'normal';
  const terms = await serviceTerms(tx, tenant.tier, priority);
  const orders = Map.groupBy(fresh, (code) => code.orderId);
  const claims = [...orders].map(([orderId, own]) =>
    recallClaim(recall, tenant, orderId, own, { priority, terms, by }),
  );
  if (claims.length > 0) {
    await insertClaims(tx, claims);
    const steps = claims.map((claim) => ({ claim, previous: null }));
    await emitSteps(tx, by.at, steps);
    await recordAudit(tx, {
      ...by,
      tenantId: tenant.tenantId,
      action: 'claims.opened_by_recall',
      subject: formatId('lot', recall.lotId),
      detail: { claims: claims.length, codes: fresh.length },
    });
  }
  return {
    claims: claims.map(({ claimId }) => claimId),
    claimedBefore: ids.filter((id) => claimed.has(id) && !recalled.has(id)).length,
  };
}

/** Codes for which a recall of this lot already opened a claim, whatever its state. */
async function recalledBefore(
  tx: Tx,
  lotId: string,
  codeIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ codeId: string }>(
    `SELECT c.code_id AS "codeId" FROM claims.codes c
       JOIN claims.claims m ON m.claim_id = c.claim_id
      WHERE m.lot_id = $1 AND c.code_id = ANY($2)`,
    [lotId, codeIds],
  );
  return new Set(rows.map(({ codeId }) => codeId));
}

function recallClaim(
  { lotId, note }: Recall,
  tenant: Tenant,
  orderId: string,
  codes: readonly SoldCode[],
  { priority, terms, by }: RecallTerms,
): StoredClaim {
  const { actor, at } = by;
  const claim = {
    claimId: newUuid(at.getTime()),
    tenantId: tenant.tenantId,
    mode: tenant.mode,
    orderId,
    currency: tenant.currency,
    reason: 'invalid',
    description: note,
    priority,
    origin: 'recall',
    late: false,
    lotId,
    filedBy: actor,
  } as const;
  const sold = codes.map((code) => ({ ...code, lotId, agedMs: 0 }));
  return openClaim(claim, sold, at, terms);
}

interface RecallTerms {
  readonly priority: StoredClaim['priority'];
  readonly terms: ServiceTerms;
  readonly by: By;
}
