import { acting, ok, type WebAppOperation } from '../kit/web-app-operation.ts';
import { CodeTrace, TracedCode } from './trace.ts';

/** Single codes, whoever has them. */
export const consoleCodeOperations = {
  traceCode: {
    ...acting,
    tag: 'Orders',
    roles: ['admin', 'support', 'stock'],
    id: 'traceCode',
    path: '/codes/lookup',
    summary: 'Find out where a code came from and who has it',
    description:
      'By its id or by the code itself, which is stored nowhere. Never shows a code, and nobody counts as having read it. The audit ' +
      'log has its id. Texts that are not found have a daily quota for each person.',
    body: CodeTrace,
    replies: ok(TracedCode, 'The code.'),
    refusals: ['not_found'],
  },
} as const satisfies Record<string, WebAppOperation>;
