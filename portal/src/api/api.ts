import type {
  Claim,
  ClaimEvidence,
  PathsOf,
  portalOperations,
  UploadedFile,
} from '@psnb2b/contract';
import {
  createApi,
  createQueryClient,
  type DroppedFile,
  type OnProgress,
  upload,
} from '@psnb2b/ui';
import { type Account, forgetMe } from '@psnb2b/ui/account';
import { t } from '../text/text.ts';
import { to } from '../to.ts';

const BASE_URL = '/portal/api';
const HEADERS = { 'X-PSNB2B-Door': 'portal' };

/** Read when something is first sent. */
const rules = () => import('virtual:form-rules').then((module) => module.rules);

export const api = createApi<PathsOf<typeof portalOperations>>({
  baseUrl: BASE_URL,
  headers: HEADERS,
  rules,
});

export const queryClient = createQueryClient(forgetMe);

export const account: Account = {
  app: t.app,
  api: createApi({ baseUrl: BASE_URL, headers: HEADERS, rules }),
  to: {
    home: to.home,
    signIn: to.signIn,
    signUp: to.signUp,
    forgot: to.forgot,
    enrol: to.enrol,
  },
};

export function sendFile(file: File, onProgress: OnProgress): Promise<DroppedFile> {
  return upload<UploadedFile>(`${BASE_URL}/files`, HEADERS, file, onProgress);
}

/** Where a file is downloaded from; it comes as an attachment. */
export function fileUrl(id: string): string {
  return `${BASE_URL}/files/${encodeURIComponent(id)}`;
}

/** Adds a file to a claim, as evidence of an item of its checklist where one is named. */
export async function sendEvidence(
  claim: Pick<Claim, 'id' | 'mode'>,
  item: string | null,
  file: File,
  { onProgress, key }: { readonly onProgress: OnProgress; readonly key: string },
): Promise<DroppedFile> {
  const query = new URLSearchParams({ mode: claim.mode, ...(item !== null && { item }) });
  const given = await upload<ClaimEvidence>(
    `${BASE_URL}/claims/${encodeURIComponent(claim.id)}/evidence?${query}`,
    { ...HEADERS, 'Idempotency-Key': key },
    file,
    onProgress,
  );
  return given.file;
}

export function evidenceUrl({ id, mode }: Pick<Claim, 'id' | 'mode'>, file: string) {
  const path = `${BASE_URL}/claims/${encodeURIComponent(id)}/evidence/${encodeURIComponent(file)}`;
  return `${path}?mode=${mode}`;
}
