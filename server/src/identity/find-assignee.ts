import type { Db } from '../kit/database/index.ts';
import { parseId } from '../kit/ids.ts';
import { notFoundAt, pointTo } from '../kit/refusal.ts';
import type { User } from './person.ts';
import { findUser } from './store.ts';

/** The member of staff with this `usr_…` who can sign in; null: nobody. Refuses anybody else, with the pointer `/assignee_id`. */
export async function findAssignee(db: Db, id: string | null): Promise<User | null> {
  if (id === null) return null;
  const userId = parseId('usr', id);
  const user = userId === null ? null : await findUser(db, userId).catch(pointTo('/assignee_id'));
  if (user?.webApp === 'console' && !user.disabledAt) return user;
  throw notFoundAt('/assignee_id', 'There is no such person on the staff.');
}
