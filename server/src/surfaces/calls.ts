import {
  accountOperations,
  consoleOperations,
  operations,
  portalOperations,
} from '@psnb2b/contract';
import type { Person, PersonOf, Signer } from '../identity/index.ts';
import { type Call, routesOf } from '../kit/http/index.ts';
import type { KeyEntry } from '../partners/index.ts';

/** Routes of the partner API. */
export const onApi = routesOf<KeyEntry>()(operations);
/** Routes of the portal. */
export const onPortal = routesOf<PersonOf<'portal'>, Signer>()(portalOperations);
/** Routes of the console. */
export const onConsole = routesOf<PersonOf<'console'>, Signer>()(consoleOperations);
/** Routes that the portal and the console both have: each mounts its own. */
export const onBoth = routesOf<Person, Signer>()(accountOperations);

export type ApiRoute = ReturnType<typeof onApi>[number];
export type PortalRoute = ReturnType<typeof onPortal>[number];
export type ConsoleRoute = ReturnType<typeof onConsole>[number];
export type AccountRoute = ReturnType<typeof onBoth>[number];

type Ops<Of, Id extends keyof Of> = Of[Id];
export type ApiCall<Id extends keyof typeof operations> = Call<
  KeyEntry,
  Ops<typeof operations, Id>
>;
export type PortalCall<Id extends keyof typeof portalOperations> = Call<
  PersonOf<'portal'>,
  (typeof portalOperations)[Id],
  Signer
>;
export type ConsoleCall<Id extends keyof typeof consoleOperations> = Call<
  PersonOf<'console'>,
  (typeof consoleOperations)[Id],
  Signer
>;
