import { acting, type DoorOperation, moving, ok, reading } from '../kit/door-operation.ts';
import { idParam, textParam } from '../kit/shapes.ts';
import { QuotaList, QuotaSet, QuotaUseList } from './schemas.ts';

/** What others may make grow in a day. */
export const consoleQuotaOperations = {
  listQuotas: {
    ...reading,
    tag: 'Partners',
    id: 'listQuotas',
    path: '/quotas',
    summary: 'List quotas',
    description: 'What a day may hold of each thing, who set it, and who uses most of it today.',
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
    description: 'At once and for everybody; the admins are told.',
    params: textParam('name', 'Name of the quota.'),
    body: QuotaSet,
    replies: ok(QuotaList, 'Every quota.'),
  },
  listPartnerQuotas: {
    ...reading,
    tag: 'Partners',
    id: 'listPartnerQuotas',
    path: '/partners/{partner_id}/quotas',
    summary: 'See what a business uses today',
    description: 'Of its quotas, those of which something is used.',
    params: idParam('partner_id', 'Id of the business.'),
    replies: ok(QuotaUseList, 'What it uses.'),
  },
} as const satisfies Record<string, DoorOperation>;
