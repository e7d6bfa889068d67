import { Done, listQuery } from '../kit/shapes.ts';
import {
  acting as acts,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { NotificationList, NotificationsRead } from '../people/schemas.ts';

/** People may use their own account while the business is suspended. */
const acting = { ...acts, whileSuspended: true } as const;

/** The notifications of an account. */
export const notificationOperations = {
  listNotifications: {
    ...reading,
    tag: 'People',
    id: 'listNotifications',
    path: '/notifications',
    summary: 'List notifications',
    description: 'The notifications of this person, newest first.',
    query: listQuery({}),
    replies: okPage(NotificationList, 'A page of notifications.'),
  },
  readNotifications: {
    ...acting,
    tag: 'People',
    id: 'readNotifications',
    path: '/notifications/read',
    summary: 'Mark notifications as read',
    description: 'All up to and including the named one.',
    body: NotificationsRead,
    replies: ok(Done, 'Marked.'),
  },
} as const satisfies Record<string, WebAppOperation>;
