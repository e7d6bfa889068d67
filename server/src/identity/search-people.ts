import type { WebApp } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import { parseId } from '../kit/ids.ts';
import { type User, userColumns } from './person.ts';

/** People of one web app, by a part of a name or an e-mail address, or by their id; the newest first. */
export async function searchPeople(
  db: Db,
  webApp: WebApp,
  text: string,
  most: number,
): Promise<User[]> {
  const { rows } = await db.query<User>(
    `SELECT ${userColumns} FROM identity.users u
      WHERE u.door = $1
        AND (u.user_id = $3 OR strpos(u.email, lower($2)) > 0 OR strpos(lower(u.name), lower($2)) > 0)
      ORDER BY u.user_id DESC LIMIT $4`,
    [webApp, text, parseId('usr', text), most],
  );
  return rows;
}
