import { recordAudit } from '../audit/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { tenantTransaction } from '../ledger/index.ts';
import { type SoldCode, soldCodes } from '../orders/index.ts';
import { findPartner, findTenant, hasLiveKey, type Tenant } from '../partners/index.ts';
import { countHeld, recallLot, runsOfLot } from '../stock/index.ts';
import { openClaim, type StoredClaim } from './claim.ts';
import { emitSteps } from './emit.ts';
import type { By, ClaimParts } from './parts.ts';
import { type ServiceTerms, serviceTerms } from './promised-terms.ts';
import { claimsHolding, insertClaims } from './store.ts';
import { type MailDesk, tellOfRecall } from './tell-partner.ts';

/** A partner that has codes of a recalled lot. */
export interface Buyer {
  readonly partnerId: string;
  readonly mode: 'live' | 'test';
  readonly orders: number;
  readonly codes: number;
  /** Claims that this recall opened now; none when it ran before. */
  readonly claims: readonly string[];
  /** Codes that are in an open or approved claim already. */
  readonly claimedBefore: number;
  /** Whether it was told now; each partner is told once a lot. */
  readonly told: boolean;
}

export interface LotRecall {
  readonly unsold: number;
  /** Held by orders that wait: they get other codes when they are paid. */
  readonly held: number;
  readonly sold: number;
  readonly buyers: readonly Buyer[];
}

export interface RecallOrder {
  readonly lotId: string;
  /** What is wrong with the lot, told to every buyer. */
  readonly note?: string;
}

/**
 * Recalls a lot from everybody: freezes what is unsold, then opens a claim for each order that has codes
 * of it, whatever their windows, and tells each partner once.
 *
 * Freezing comes first and for itself, because it stops the harm; from then on nobody can get a code of
 * the lot, so that the list of buyers is whole. Claims are opened partner by partner, each in a commit
 * with its events. Running it again does what is left, and nothing twice.
 */
export async function recallFromBuyers(
  parts: Pick<ClaimParts, 'database' | 'clock'> & MailDesk,
  { lotId, note = 'The lot was recalled.' }: RecallOrder,
  actor: string,
): Promise<LotRecall> {
  const { database, clock } = parts;
  const { unsold } = await recallLot(parts, { lotId, actor });
  const runs = await runsOfLot(database.reads, lotId);
  const sold = await soldCodes(database.reads, runs);
  const buyers: Buyer[] = [];
  for (const [tenantId, codes] of Map.groupBy(sold, (code) => code.tenantId)) {
    const buyer = await tenantTransaction(database, tenantId, async (tx) => {
      const by = { actor, at: clock.now() };
      return openForBuyer(tx, parts, { lotId, note }, tenantId, codes, by);
    });
    buyers.push(buyer);
  }
  const held = await countHeld(database.reads, runs);
  return { unsold, held, sold: sold.length, buyers };
}

async function openForBuyer(
  tx: Tx,
  desk: MailDesk,
  recall: Required<RecallOrder>,
  tenantId: number,
  codes: readonly SoldCode[],
  by: By,
): Promise<Buyer> {
  const { lotId } = recall;
  const tenant = await findTenant(tx, tenantId);
  if (!tenant) throw new Error(`tenant ${tenantId} has codes, but is not there`);
  const ids = codes.map(({ codeId }) => codeId);
  const claimed = await claimsHolding(tx, ids);
  const recalled = await recalledBefore(tx, lotId, ids);
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
      tenantId,
      action: 'claims.opened_by_recall',
      subject: formatId('lot', lotId),
      detail: { claims: claims.length, codes: fresh.length },
    });
  }
  const told = await notice(tx, lotId, tenantId, codes.length, by.at);
  if (told) {
    const partner = await findPartner(tx, tenant.partnerId);
    await tellOfRecall(tx, desk, partner, { codes: codes.length, note: recall.note, at: by.at });
  }
  return {
    partnerId: tenant.partnerId,
    mode: tenant.mode,
    orders: new Set(codes.map(({ orderId }) => orderId)).size,
    codes: codes.length,
    claims: claims.map(({ claimId }) => claimId),
    claimedBefore: ids.filter((id) => claimed.has(id) && !recalled.has(id)).length,
    told,
  };
}

/** Codes for which a recall of this lot opened a claim before, whatever became of it. */
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

/** Remembers that a partner was told of a lot; false when it was before. */
async function notice(
  tx: Tx,
  lotId: string,
  tenantId: number,
  codes: number,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO claims.recall_notices (lot_id, tenant_id, codes, noticed_at)
     VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [lotId, tenantId, codes, at],
  );
  return rowCount > 0;
}

function recallClaim(
  { lotId, note }: Required<RecallOrder>,
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
  const sold = codes.map((code) => ({ ...code, lotId }));
  return openClaim(claim, sold, at, terms);
}

interface RecallTerms {
  readonly priority: StoredClaim['priority'];
  readonly terms: ServiceTerms;
  readonly by: By;
}
