import { buildDoorOpenapi, buildOpenapi, type Door } from '@psnb2b/contract';

export interface DocumentOf {
  readonly door: Door | 'api';
  readonly serverUrl: string;
}

/** An OpenAPI document as JSON text; runs in a thread, because it takes a fifth of a second. */
export function run({ door, serverUrl }: DocumentOf): string {
  return JSON.stringify(
    door === 'api' ? buildOpenapi({ serverUrl }) : buildDoorOpenapi(door, { serverUrl }),
  );
}
