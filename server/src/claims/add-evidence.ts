import { hash } from 'node:crypto';
import { claimCan, claimEvidenceMax } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { attachFiles, type StoredFile, storeFile } from '../files/index.ts';
import { assert } from '../kit/assert.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import type { Idempotency, Upload } from '../kit/http/index.ts';
import { formatId } from '../kit/ids.ts';
import { limitReached, mustBeAble, Refusal } from '../kit/refusal.ts';
import { follow } from './add-message.ts';
import type { StoredClaim } from './claim.ts';
import { type Evidence, listEvidence } from './evidence.ts';
import type { Side } from './messages.ts';
import type { By, ClaimParts, ClaimTenant } from './parts.ts';
import { type UsedKey, useKey } from './replay.ts';
import { findClaim } from './store.ts';
import { tenantTransaction } from './tenant-transaction.ts';

export interface Gift {
  readonly side: Side;
  /** The item of the checklist that it is for. */
  readonly item: string | null;
  readonly upload: Upload;
}

/**
 * Adds a file to a claim that is not decided: judged by its content, sealed, attached to this claim
 * alone. The partner's evidence takes a claim that waited for it back to review.
 *
 * The file is stored before the claim is locked, because judging it takes its time; one that finds no
 * claim to belong to goes with the other loose files.
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
  const key =
    idempotency &&
    useKey(vault, tenant.tenantId, 'addClaimEvidence', withContent(idempotency, gift.upload));
  const before = await look(database.reads, tenant, claimId, key);
  if (before) return { evidence: before, replayed: true };
  const owner = gift.side === 'partner' ? formatId('prt', tenant.partnerId) : by.actor;
  const file = await storeFile(parts, { owner, ...gift.upload }, by);
  return tenantTransaction(database, tenant.tenantId, async (tx) => {
    const replay = await look(tx, tenant, claimId, key);
    if (replay) return { evidence: replay, replayed: true };
    await attach(tx, { claimId, ...gift }, owner, file, by);
    const claim = await findClaim(tx, tenant, claimId);
    assert(claim, 'a claim does not go away');
    await follow(tx, claim, gift, by);
    await recordAudit(tx, {
      ...by,
      tenantId: tenant.tenantId,
      action: 'claim.evidence_added',
      subject: formatId('clm', claimId),
      detail: { file: formatId('fil', file.fileId), item: gift.item },
    });
    await key?.save(tx, file.fileId, by.at);
    return { evidence: { claimId, item: gift.item, side: gift.side, file }, replayed: false };
  });
}

/** What the key gave before; null where it is new and the claim takes evidence. */
async function look(
  db: Db,
  tenant: ClaimTenant,
  claimId: string,
  key: UsedKey | null,
): Promise<Evidence | null> {
  const claim: StoredClaim | null = await findClaim(db, tenant, claimId);
  if (!claim) throw new Refusal('not_found');
  const given = await listEvidence(db, claimId);
  const made = key && (await key.made(db));
  const known = given.find(({ file }) => file.fileId === made);
  if (known) return known;
  mustBeAble(claimCan.addEvidence(claim), claim.status);
  if (given.length >= claimEvidenceMax) {
    const detail = `A claim takes at most ${claimEvidenceMax} files.`;
    throw limitReached({ limit: claimEvidenceMax, used: given.length }, detail);
  }
  return null;
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

/** The same request is also the same file. */
function withContent({ key, fingerprint }: Idempotency, { sha256 }: Upload): Idempotency {
  return { key, fingerprint: hash('sha256', fingerprint + sha256.toString('hex')) };
}
