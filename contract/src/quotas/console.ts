import { idParam, textParam } from '../kit/shapes.ts';
import { acting, moving, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { QuotaList, QuotaSet, QuotaUseList } from './schemas.ts';

/** Limits on what one owner may add in a day. */
export const consoleQuotaOperations = {
  listQuotas: {
    ...reading,
    tag: 'Partners',
    id: 'listQuotas',
    path: '/quotas',
    summary: 'List quotas',
    description: 'The daily limits, who set each, and who uses most of it today.',
    replies: ok(QuotaList, 'Every quota.'),
  },
  setQuota: {
    ...acting,
    tag: 'Partners',
    roles: ['admin'],
    ...moving('rights'),
    id: 'setQuota',
    path: '/quotas/{name}',
    summary: 'Set a quota',
    description: 'At once and for everybody; the admins are notified.',
    params: textParam('name', 'Name of the quota.'),
    body: QuotaSet,
    replies: ok(QuotaList, 'Every quota.'),
  },
  listPartnerQuotas: {
    ...reading,
    tag: 'Partners',
    id: 'listPartnerQuotas',
    path: '/partners/{partner_id}/quotas',
    summary: 'Read what a business uses today',
    description: 'Its quotas with any use today.',
    params: idParam('partner_id', 'Id of the business.'),
    replies: ok(QuotaUseList, 'What it uses.'),
  },
} as const satisfies Record<string, WebAppOperation>;
