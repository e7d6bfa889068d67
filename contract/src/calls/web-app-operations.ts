import { notificationOperations } from '../account/notifications.ts';
import { secondFactorOperations } from '../account/second-factor.ts';
import { signInOperations } from '../account/sign-in.ts';
import { viewOperations } from '../account/views.ts';
import { documentOperations } from '../documents/web-app.ts';
import type { WebApp, WebAppOperation } from '../kit/web-app-operation.ts';
import { liveOperations } from '../live/web-app.ts';
import { consoleCalls } from './console-calls.ts';
import { portalCalls } from './portal-calls.ts';

export * from './console-calls.ts';
export * from './portal-calls.ts';

/** Calls by which people manage their own account, the same in both web apps. */
export const accountOperations = {
  ...documentOperations,
  ...signInOperations,
  ...notificationOperations,
  ...secondFactorOperations,
  ...viewOperations,
  ...liveOperations,
} as const satisfies Record<string, WebAppOperation>;

/** Every call of the portal API, by its id. */
export const portalOperations = {
  ...accountOperations,
  ...portalCalls,
} as const satisfies Record<string, WebAppOperation>;

/** Every call of the console API, by its id. */
export const consoleOperations = {
  ...accountOperations,
  ...consoleCalls,
} as const satisfies Record<string, WebAppOperation>;

export const webAppOperations = {
  portal: portalOperations,
  console: consoleOperations,
} as const satisfies Record<WebApp, Record<string, WebAppOperation>>;
