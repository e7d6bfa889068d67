import { hash } from 'node:crypto';
import { claimCan, claimEvidenceMax } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { attachFiles, type StoredFile, storeFile } from '../files/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import type { Idempotency, Upload } from '../kit/http/index.ts';
import { findMade } from '../kit/idempotency/index.ts';
import { formatId } from '../kit/ids.ts';
import { limitReached, mustBeAble, Refusal } from '../kit/refusal.ts';
import { onceByTenant } from '../ledger/index.ts';
import { follow } from './add-message.ts';
import type { StoredClaim } from './claim.ts';
import { type Evidence, listEvidence } from './evidence.ts';
import { hideRequest } from './hide-request.ts';
import type { Side } from './messages.ts';
import type { ClaimParts, ClaimTenant } from './parts.ts';
import { findClaim } from './store.ts';

export interface Gift {
  readonly side: Side;
  /** The checklist item that it is evidence of. */
  readonly item: string | null;
  readonly upload: Upload;
}

/**
 * Adds a file to a claim that is not decided: checked by content, sealed, attached to this claim alone. Evidence of the partner
 * returns a claim in `needs_info` to review.
 *
 * The file is stored before the claim is locked, because checking it takes time; if the claim then refuses it, it is deleted with
 * the other unattached files.
 */
export async function addEvidence(
  parts: ClaimParts,
  tenant: ClaimTenant,
  claimId: string,
  gift: Gift,
  by: By,
  idempotency: Idempotency | null = null,
): Promise<{ evidence: Evidence; replayed: boolean }> {
  const { database, vault } = parts;
  const { tenantId } = tenant;
  const hidden = hideRequest(vault, idempotency && withContent(idempotency, gift.upload));
  const before = hidden && (await findMade(database.reads, { tenantId }, hidden));
  if (before) return replayOf(database.reads, claimId, before.resource);
  await checkTakesEvidence(database.reads, tenant, claimId);
  const owner = gift.side === 'partner' ? formatId('prt', tenant.partnerId) : by.actor;
  const file = await storeFile(parts, { owner, ...gift.upload }, by);
  const request = { tenantId, operation: 'addClaimEvidence', idempotency: hidden, at: by.at };
  const { resource, made } = await onceByTenant(database, request, async (tx) => {
    const claim = await checkTakesEvidence(tx, tenant, claimId);
    await attach(tx, { claimId, ...gift }, owner, file, by);
    await follow(tx, claim, gift, by);
    await recordAudit(tx, {
      ...by,
      tenantId,
      action: 'claim.evidence_added',
      subject: formatId('clm', claimId),
      detail: { file: formatId('fil', file.fileId), item: gift.item },
    });
    const evidence: Evidence = { claimId, item: gift.item, side: gift.side, file };
    return { resource: file.fileId, made: evidence };
  });
  if (made) return { evidence: made, replayed: false };
  return replayOf(database.reads, claimId, resource);
}

async function replayOf(db: Db, claimId: string, fileId: string) {
  const given = await listEvidence(db, claimId);
  const evidence = given.find(({ file }) => file.fileId === fileId);
  return { evidence: required(evidence, 'evidence is never deleted'), replayed: true };
}

async function checkTakesEvidence(
  db: Db,
  tenant: ClaimTenant,
  claimId: string,
): Promise<StoredClaim> {
  const claim = await findClaim(db, tenant, claimId);
  if (!claim) throw new Refusal('not_found');
  const given = await listEvidence(db, claimId);
  mustBeAble(claimCan.addEvidence(claim), claim.status);
  if (given.length >= claimEvidenceMax) {
    const detail = `A claim may have at most ${claimEvidenceMax} files.`;
    throw limitReached({ limit: claimEvidenceMax, used: given.length }, detail);
  }
  return claim;
}

async function attach(
  tx: Tx,
  { claimId, item, side }: Omit<Gift, 'upload'> & { readonly claimId: string },
  owner: string,
  { fileId }: StoredFile,
  by: By,
): Promise<void> {
  await attachFiles(tx, owner, [fileId], formatId('clm', claimId), by.at);
  await tx.query(
    `INSERT INTO claims.evidence (claim_id, file_id, item, side, added_by, added_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [claimId, fileId, item, side, by.actor, by.at],
  );
}

/** The same request must also have the same file. */
function withContent({ key, fingerprint }: Idempotency, { sha256 }: Upload): Idempotency {
  return { key, fingerprint: hash('sha256', fingerprint + sha256.toString('hex')) };
}
