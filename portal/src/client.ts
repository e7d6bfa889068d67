import type { Claim, ClaimEvidence } from '@psnb2b/contract';
import { createClient, type DroppedFile, type OnProgress } from '@psnb2b/ui';
import { text } from './text.ts';

export const client = createClient('portal', text.why);
export const { api, read, useRead, useList, useDo, useFormOf, allowed, sendFile, fileUrl } = client;
export const { useWhole, useListOfDays } = client;

/** Adds a file to a claim, as evidence of an item of its checklist if one is given. */
export async function sendEvidence(
  claim: Pick<Claim, 'id' | 'mode'>,
  item: string | null,
  file: File,
  { onProgress, key }: { readonly onProgress: OnProgress; readonly key: string },
): Promise<DroppedFile> {
  const query = new URLSearchParams({ mode: claim.mode, ...(item !== null && { item }) });
  const path = `/claims/${encodeURIComponent(claim.id)}/evidence?${query}`;
  const given = await client.sendTo<ClaimEvidence>(path, file, onProgress, key);
  return given.file;
}

export function evidenceUrl({ id, mode }: Pick<Claim, 'id' | 'mode'>, file: string) {
  const path = `/claims/${encodeURIComponent(id)}/evidence/${encodeURIComponent(file)}`;
  return `${client.urlOf(path)}?mode=${mode}`;
}
