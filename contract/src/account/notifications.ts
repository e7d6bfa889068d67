import { acting as acts, type DoorOperation, ok, reading } from '../kit/door-operation.ts';
import { Done, listQuery } from '../kit/shapes.ts';
import { NotificationList, NotificationsRead } from '../people/schemas.ts';

/** One's own account stays one's own while the business is suspended. */
const acting = { ...acts, whileSuspended: true } as const;

/** What an account is told. */
export const notificationOperations = {
  listNotifications: {
    ...reading,
    tag: 'People',
    id: 'listNotifications',
    path: '/notifications',
    summary: 'List notifications',
    description: 'What happened and concerns this person, newest first.',
    query: listQuery({}),
    replies: ok(NotificationList, 'A page of notifications.'),
  },
  readNotifications: {
    ...acting,
    tag: 'People',
    id: 'readNotifications',
    path: '/notifications/read',
    summary: 'Mark notifications as read',
    description: 'Everything up to and including the one that is named.',
    body: NotificationsRead,
    replies: ok(Done, 'Marked.'),
  },
} as const satisfies Record<string, DoorOperation>;
