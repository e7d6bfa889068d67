import type { ClaimEvidence } from '@psnb2b/contract';
import { type DroppedFile, upload } from '@psnb2b/ui';
import { BASE_URL, HEADERS } from '../../api/api.ts';

/** Where a file of a claim is downloaded from; it comes as an attachment. */
export function claimFileUrl(claimId: string, fileId: string): string {
  return `${BASE_URL}/claims/${encodeURIComponent(claimId)}/evidence/${encodeURIComponent(fileId)}`;
}

/** Adds a file to a claim; the server judges it by its content. */
export async function giveEvidence(claimId: string, file: File): Promise<DroppedFile> {
  const url = `${BASE_URL}/claims/${encodeURIComponent(claimId)}/evidence`;
  const given = await upload<ClaimEvidence>(url, HEADERS, file);
  return given.file;
}
