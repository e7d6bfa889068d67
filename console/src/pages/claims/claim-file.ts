import type { ClaimEvidence } from '@psnb2b/contract';
import type { DroppedFile, OnProgress } from '@psnb2b/ui';
import { client } from '../../client.ts';

const evidenceOf = (claimId: string) => `/claims/${encodeURIComponent(claimId)}/evidence`;

/** Returns the download address of a file of a claim; it is sent as an attachment. */
export function claimFileUrl(claimId: string, fileId: string): string {
  return client.urlOf(`${evidenceOf(claimId)}/${encodeURIComponent(fileId)}`);
}

/** Adds a file to a claim; the server checks its content. */
export async function giveEvidence(
  claimId: string,
  file: File,
  onProgress: OnProgress,
): Promise<DroppedFile> {
  const given = await client.sendTo<ClaimEvidence>(evidenceOf(claimId), file, onProgress);
  return given.file;
}
