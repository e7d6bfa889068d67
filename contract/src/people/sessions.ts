import { type Static, Type } from 'typebox';
import { personal } from '../kit/personal.ts';
import { id, time } from '../kit/primitives.ts';
import { listOf } from '../kit/shapes.ts';

export const StaffSession = Type.Object(
  {
    id: id('ses', 'Id of the session.'),
    object: Type.Literal('staff_session'),
    current: Type.Boolean({ description: 'Whether it is the session of this request.' }),
    address: personal(
      'whereabouts',
      Type.String({ description: 'Address it was last used from.' }),
    ),
    user_agent: Type.String({ description: 'Browser, as it names itself.' }),
    created_at: time('When it was signed in.'),
    last_used_at: time('When it was last used, to the minute.'),
    expires_at: time('When it ends at the latest.'),
  },
  { title: 'StaffSession', description: 'A browser in which a member of staff is signed in.' },
);
export type StaffSession = Static<typeof StaffSession>;
export const StaffSessionList = listOf(
  'StaffSessionList',
  'All sessions of the person.',
  StaffSession,
);
