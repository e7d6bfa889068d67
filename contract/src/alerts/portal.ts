import { acting, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { Alert, AlertList, AlertSet, WarnedPersonList } from './schemas.ts';

/** What a person of a business wants to be warned of. */
export const portalAlertOperations = {
  listAlerts: {
    ...reading,
    tag: 'People',
    id: 'listAlerts',
    path: '/alerts',
    summary: 'List your alerts',
    description:
      'What you are warned of, also what your role is warned of unless you change it. Each person has alerts of their own.',
    replies: ok(AlertList, 'All of them.'),
  },
  setAlert: {
    ...acting,
    method: 'PUT',
    tag: 'People',
    id: 'setAlert',
    path: '/alerts',
    whileSuspended: true,
    summary: 'Set an alert',
    description:
      'Replaces the alert of this kind, or of this kind and product. It fires once when its line is crossed, reminds once after 24 hours, ' +
      'and fires again only after the value was back by a tenth, or a deposit came.',
    body: AlertSet,
    replies: ok(Alert, 'The alert.'),
    refusals: ['limit_reached', 'role_missing', 'unknown_product'],
  },
  listWarnedPeople: {
    ...reading,
    tag: 'People',
    id: 'listWarnedPeople',
    path: '/alerts/people',
    roles: ['owner'],
    summary: 'List who is warned of what',
    description: 'The people of the business who can sign in, each with the kinds of their alerts.',
    replies: ok(WarnedPersonList, 'All of them.'),
  },
} as const satisfies Record<string, WebAppOperation>;
