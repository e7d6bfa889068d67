import { Type } from 'typebox';
import { Done, idParam } from '../kit/shapes.ts';
import { acting, moving, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { StaffSessionList } from './sessions.ts';

const admin = ['admin'] as const;
const ofPerson = idParam('user_id', 'Id of the person.');

/** Sessions of the staff, as an admin sees and ends them. */
export const consoleStaffSessionOperations = {
  listStaffSessions: {
    ...reading,
    tag: 'People',
    roles: admin,
    id: 'listStaffSessions',
    path: '/staff/{user_id}/sessions',
    summary: 'List sessions of a member of staff',
    description: 'All browsers in which the person is signed in, the last used first.',
    params: ofPerson,
    replies: ok(StaffSessionList, 'The sessions.'),
  },
  endStaffSession: {
    ...acting,
    tag: 'People',
    roles: admin,
    ...moving('rights'),
    id: 'endStaffSession',
    path: '/staff/{user_id}/sessions/{session_id}/end',
    summary: 'End a session of a member of staff',
    description: 'That browser is signed out with its next request.',
    params: Type.Object({
      ...ofPerson.properties,
      ...idParam('session_id', 'Id of the session.').properties,
    }),
    replies: ok(Done, 'Ended.'),
    refusals: ['invalid_state'],
  },
  endStaffSessions: {
    ...acting,
    tag: 'People',
    roles: admin,
    ...moving('rights'),
    id: 'endStaffSessions',
    path: '/staff/{user_id}/sessions/end',
    summary: 'End all sessions of a member of staff',
    description:
      'The person is signed out everywhere, and sign-ins in progress are refused. They can sign in again.',
    params: ofPerson,
    replies: ok(Done, 'Ended.'),
    refusals: ['invalid_state'],
  },
} as const satisfies Record<string, WebAppOperation>;
