import { acting, moving, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { ReturnTerms, ReturnTermsSet } from './return-terms.ts';

/** The terms on which codes can be returned. */
export const consoleReturnTermsOperations = {
  getReturnTerms: {
    ...reading,
    tag: 'Claims',
    id: 'getReturnTerms',
    path: '/return-terms',
    summary: 'Read how long codes can be returned',
    description: 'One term for all partners.',
    replies: ok(ReturnTerms, 'The term.'),
  },
  setReturnTerms: {
    ...acting,
    ...moving('rights'),
    tag: 'Claims',
    roles: ['admin'],
    id: 'setReturnTerms',
    path: '/return-terms',
    summary: 'Set how long codes can be returned',
    description:
      'For every return from now on, also of orders that were delivered before. 0: codes cannot be returned.',
    body: ReturnTermsSet,
    replies: ok(ReturnTerms, 'The term.'),
  },
} as const satisfies Record<string, WebAppOperation>;
