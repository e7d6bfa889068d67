import { ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { GetStarted } from './schemas.ts';

const business = { tag: 'Business' } as const;

/** The steps of a business to its first live order. */
export const portalStartOperations = {
  getStarted: {
    ...reading,
    ...business,
    id: 'getStarted',
    path: '/get-started',
    summary: 'Read the progress to the first live order',
    description: 'The steps to the first live order, in order, with the state of each.',
    replies: ok(GetStarted, 'The steps.'),
  },
} as const satisfies Record<string, WebAppOperation>;
