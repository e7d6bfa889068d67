import type { Group } from '../declared.ts';
import { account } from './account.ts';
import { buying } from './buying.ts';
import { events } from './events.ts';
import { testing } from './testing.ts';

/** Every command, in the order of the help. */
export const groups: readonly Group[] = [account, buying, events, testing];
