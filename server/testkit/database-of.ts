import { roleOf } from '../src/kit/database/index.ts';
import { appUrlOf } from '../src/postgres/index.ts';
import { DATABASE_USER } from '../src/postgres/init-cluster.ts';

/**
 * The settings with which the product uses a database: in an embedded cluster as its own role, with the owner beside it; in any
 * other as the role that is named.
 */
export function databaseOf(url: string): { DATABASE_URL: string; DATABASE_OWNER_URL?: string } {
  if (roleOf(url).user !== DATABASE_USER) return { DATABASE_URL: url };
  return { DATABASE_URL: appUrlOf(url), DATABASE_OWNER_URL: url };
}
