import { type AuditEntry, listReveals } from '../audit/index.ts';
import { assert } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import {
  codesOf,
  findOrder,
  listWithdrawn,
  type ProductLookup,
  type StoredOrder,
  type WithdrawnState,
} from '../orders/index.ts';
import { findPartner, findTenant, type Partner, type Tenant } from '../partners/index.ts';
import { type CodeOrigin, countElsewhere, originsOf } from '../stock/index.ts';
import { listRecoveries, type Recovery } from '../supplier-claims/index.ts';
import type { StoredClaim } from './claim.ts';
import { listDecisions, onePersonMax, type StoredDecision } from './decisions.ts';
import { type Evidence, listEvidence } from './evidence.ts';
import { mostOf } from './four-eyes.ts';
import { givenAlone } from './given-alone.ts';
import { listMessages, type StoredMessage } from './messages.ts';
import { namesOfActors } from './names-of-actors.ts';
import { claimColumns, findClaim, tenantOfClaim, withCodes } from './store.ts';

const OTHERS_MAX = 20;
const REVEALS_MAX = 50;
const MESSAGES_MAX = 200;

/** Everything that a decision on a claim depends on, in one place. Money in minor units. */
export interface ClaimFile {
  readonly claim: StoredClaim;
  readonly tenant: Tenant;
  readonly partner: Partner;
  readonly order: StoredOrder;
  /** CodeOrigin and cost of each run's codes. */
  readonly origins: ReadonlyMap<number, CodeOrigin>;
  /** Codes of the order that somebody knows; replacing or refunding another one withdraws it. */
  readonly known: ReadonlySet<string>;
  /** The state of the claim's withdrawn codes. */
  readonly withdrawn: ReadonlyMap<string, WithdrawnState>;
  /** Every reading of the order's codes, newest first. */
  readonly reveals: readonly AuditEntry[];
  readonly messages: readonly StoredMessage[];
  readonly evidence: readonly Evidence[];
  readonly decisions: readonly StoredDecision[];
  readonly recoveries: readonly Recovery[];
  /** What one person may approve. */
  readonly onePersonMax: number;
  /** How much of it is left to the reader, after what single people approved; null without a reader. */
  readonly left: number | null;
  /** The stock that replacements can come from. */
  readonly stock: { readonly available: number; readonly elsewhere: number };
  /** Display names of actors, by their names in the audit. */
  readonly names: ReadonlyMap<string, string>;
  /** The newest other claims on codes of the same lots, and of the same partner. */
  readonly ofLots: readonly StoredClaim[];
  readonly ofPartner: readonly StoredClaim[];
}

/** Null if there is no such claim. For staff: partners may read none of this. */
export async function reviewClaim(
  db: Db,
  products: ProductLookup,
  claimId: string,
  viewer: { readonly actor: string; readonly since: Date } | null = null,
): Promise<ClaimFile | null> {
  const tenantId = await tenantOfClaim(db, claimId);
  const tenant = tenantId === null ? null : await findTenant(db, tenantId);
  const claim = tenant && (await findClaim(db, tenant, claimId));
  if (!claim) return null;
  const order = await findOrder(db, tenant, claim.orderId, products);
  assert(order, `claim ${claimId} has its order`);
  const lotIds = [...new Set(claim.codes.map(({ lotId }) => lotId))];
  const { productId } = order;
  const reveals = await listReveals(db, formatId('ord', claim.orderId), { limit: REVEALS_MAX });
  const decisions = await listDecisions(db, [claimId]);
  const max = await onePersonMax(db, claim.currency);
  const codeIds = claim.codes.map(({ codeId }) => codeId);
  const withdrawn = await listWithdrawn(db, { codeIds, limit: codeIds.length });
  const known = (await codesOf(db, [claim.orderId])).filter((code) => code.known);
  const actors = [
    claim.filedBy,
    ...reveals.map(({ actor }) => actor),
    ...decisions.flatMap(({ proposedBy, takenBy }) => [proposedBy, takenBy ?? proposedBy]),
  ];
  return {
    claim,
    tenant,
    order,
    partner: await findPartner(db, tenant.partnerId),
    origins: await originsOf(db, [...new Set(claim.codes.map(({ runId }) => runId))]),
    known: new Set(known.map(({ codeId }) => codeId)),
    withdrawn: new Map(withdrawn.map((code) => [code.codeId, code.state])),
    reveals,
    messages: await listMessages(db, claimId, { limit: MESSAGES_MAX }),
    evidence: await listEvidence(db, claimId),
    decisions,
    recoveries: await listRecoveries(db, { claimId }),
    onePersonMax: max,
    left: viewer && Math.max(0, max - mostOf(await givenAlone(db, { ...claim, ...viewer }))),
    stock: await countElsewhere(db, { productId, mode: tenant.mode }, lotIds),
    names: await namesOfActors(db, [...new Set(actors)], tenant.partnerId),
    ofLots: await others(db, claim, 'lots', lotIds),
    ofPartner: await others(db, claim, 'tenant', []),
  };
}

async function others(
  db: Db,
  claim: StoredClaim,
  by: 'lots' | 'tenant',
  lotIds: readonly string[],
): Promise<StoredClaim[]> {
  const condition =
    by === 'tenant'
      ? 'tenant_id = $2 AND $3::uuid[] IS NOT NULL'
      : 'claim_id IN (SELECT c.claim_id FROM claims.codes c WHERE c.lot_id = ANY($3)) AND $2 > 0';
  const { rows } = await db.query<Omit<StoredClaim, 'mode' | 'codes' | 'items'>>(
    `SELECT ${claimColumns} FROM claims.claims
      WHERE claim_id <> $1 AND ${condition} ORDER BY claim_id DESC LIMIT ${OTHERS_MAX}`,
    [claim.claimId, claim.tenantId, lotIds],
  );
  return withCodes(db, rows, () => claim.mode);
}
