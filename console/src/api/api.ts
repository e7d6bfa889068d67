import type { consoleOperations, PathsOf, UploadedFile } from '@psnb2b/contract';
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

export const BASE_URL = '/console/api';
export const HEADERS = { 'X-PSNB2B-Door': 'console' };

/** Read when something is first sent. */
const rules = () => import('virtual:form-rules').then((module) => module.rules);

export const api = createApi<PathsOf<typeof consoleOperations>>({
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
