import { buildOpenapi, buildWebAppOpenapi, type WebApp } from '@psnb2b/contract';

export interface DocumentOf {
  readonly webApp: WebApp | 'api';
  readonly serverUrl: string;
}

/** An OpenAPI document as JSON text; runs in a thread, because it takes a fifth of a second. */
export function run({ webApp, serverUrl }: DocumentOf): string {
  return JSON.stringify(
    webApp === 'api' ? buildOpenapi({ serverUrl }) : buildWebAppOpenapi(webApp, { serverUrl }),
  );
}
