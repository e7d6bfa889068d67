import { buildDoorOpenapi, type Door, portalOperations } from '@psnb2b/contract';
import type { DoorRoute } from './identity/index.ts';
import { route } from './kit/http/index.ts';

/** A door's own OpenAPI document; its text is made at the first call, when the address is known. */
export function documentRoute(door: Door, publicUrl: () => string): DoorRoute {
  let text: string | undefined;
  return route(portalOperations.getOpenapi, () => {
    text ??= JSON.stringify(buildDoorOpenapi(door, { serverUrl: publicUrl() }));
    return { status: 200, body: text };
  });
}
