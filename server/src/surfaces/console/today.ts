import { Today } from '@psnb2b/contract';
import { json } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { countWaiting } from '../../reports/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** How much waits for the staff. */
export function todayRoutes({ database }: Parts) {
  return onConsole({
    getToday: async ({ at }) => json(200, present(Today, await countWaiting(database.reads, at))),
  });
}
