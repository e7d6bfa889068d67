import { type DoorOperation, ok, reading } from '../kit/door-operation.ts';
import { GetStarted } from './schemas.ts';

const business = { tag: 'Business' } as const;

/** What a business has done of what it needs to begin. */
export const portalStartOperations = {
  getStarted: {
    ...reading,
    ...business,
    id: 'getStarted',
    path: '/get-started',
    summary: 'See how far one is',
    description: 'The steps to the first live order, in order; computed from what is there.',
    replies: ok(GetStarted, 'The steps.'),
  },
} as const satisfies Record<string, DoorOperation>;
