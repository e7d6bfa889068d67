import { idParam } from '../kit/shapes.ts';
import { acting, moving, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { Recovery, RecoveryList, RecoveryQuery, RecoverySettle } from './schemas.ts';

/** Supplier claims: what suppliers owe for bad codes. */
export const consoleSupplierClaimOperations = {
  listRecoveries: {
    ...reading,
    tag: 'Claims',
    id: 'listRecoveries',
    path: '/recoveries',
    summary: 'List supplier claims',
    description: 'For replaced and refunded codes, the soonest due first; at most 1,000.',
    query: RecoveryQuery,
    replies: ok(RecoveryList, 'All of them.'),
  },
  settleRecovery: {
    ...acting,
    tag: 'Claims',
    roles: ['admin', 'finance'],
    ...moving('money'),
    id: 'settleRecovery',
    path: '/recoveries/{code_id}/settle',
    summary: 'Record the outcome of a supplier claim',
    description: 'Asked, recovered with its amount, or written off.',
    params: idParam('code_id', 'Id of the code.'),
    body: RecoverySettle,
    replies: ok(Recovery, 'Its state.'),
    refusals: ['invalid_state'],
  },
} as const satisfies Record<string, WebAppOperation>;
