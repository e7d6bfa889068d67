import type { accountOperations, PathsOf, UploadedFile, webAppOperations } from '@psnb2b/contract';
import { type AccountCalls, forgetMe, type Me } from '../account/account.ts';
import type { DroppedFile } from '../form/FileDrop.tsx';
import { readRules } from '../form/read-rules.ts';
import { type AnyPaths, createApi } from '../http/create-api.ts';
import { createCalls } from '../http/create-calls.ts';
import { createQueryClient } from '../http/create-query-client.ts';
import { type OnProgress, upload } from '../http/upload.ts';
import { allowedIn } from './allowed-in.ts';

type Operations = typeof webAppOperations;

/**
 * Returns the API client of a web app: typed calls, uploads, and what the signed-in person may do.
 * `why` has the sentence for each reason that a state gives.
 */
export function createClient<Name extends keyof Operations>(
  webApp: Name,
  why: Parameters<typeof allowedIn>[0],
) {
  const url = `/${webApp}/api`;
  const headers = { 'X-PSNB2B-Door': webApp };
  const api = { baseUrl: url, headers, rules: readRules };
  const any = createApi<AnyPaths>(api);
  return {
    webApp,
    headers,
    ...createCalls(createApi<PathsOf<Operations[Name]>>(api), any),
    account: createCalls(createApi<PathsOf<typeof accountOperations>>(api), any) as AccountCalls,
    queryClient: createQueryClient(forgetMe),
    allowed: allowedIn<keyof Operations[Name] & string>(why),
    /** Why a person may not make a call; null: they may. */
    barred: (me: Me, call: string) => {
      const may = allowedIn<string>(why)(me, call);
      return may.can ? null : may.why;
    },
    /** The download address of a file; it is sent as an attachment. */
    fileUrl: (id: string) => `${url}/files/${encodeURIComponent(id)}`,
    sendFile: (file: File, onProgress: OnProgress): Promise<DroppedFile> =>
      upload<UploadedFile>(`${url}/files`, headers, file, onProgress),
    /** For uploads to another path than `/files`. */
    sendTo: <Data>(path: string, file: File, onProgress: OnProgress, key?: string) => {
      const once = key !== undefined && { 'Idempotency-Key': key };
      return upload<Data>(url + path, { ...headers, ...once }, file, onProgress);
    },
    urlOf: (path: string) => `${url}${path}`,
    /** For reads whose paths are not known by type. */
    any,
  };
}
