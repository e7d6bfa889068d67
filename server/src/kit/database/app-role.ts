import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';
import { DatabaseProblem } from './database-problem.ts';
import { sqlState } from './errors.ts';
import { urlsOfHosts } from './hosts.ts';

const INSUFFICIENT_PRIVILEGE = '42501';
const DUPLICATE = ['42710', '23505'] as const;
const ITERATIONS = 4096;

/** The role as which everything except migrations runs. It owns nothing. */
export interface AppRole {
  readonly user: string;
  readonly password: string;
}

/** The role that a connection string signs in as. */
export function roleOf(url: string): AppRole {
  const { username, password } = new URL(urlsOfHosts(url)[0]);
  return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/** The same connection string for another role. */
export function urlAs(url: string, { user, password }: AppRole): string {
  const account = `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  return url.replace(/^([a-z]+:\/\/)(?:[^@/?]*@)?/i, `$1${account.replaceAll('$', '$$$$')}`);
}

/** Creates the role if it is missing. An existing one keeps its password and everything else that an administrator gave it. */
export async function ensureRole(
  client: Pick<pg.ClientBase, 'query'>,
  { user, password }: AppRole,
): Promise<void> {
  const { rows } = await client.query<{ is_super: boolean; owns: boolean }>(
    // A member without the rights of the owner still gets them by SET ROLE.
    `SELECT rolsuper AS is_super, pg_has_role(r.oid, current_user, 'MEMBER') AS owns
       FROM pg_roles r WHERE rolname = $1`,
    [user],
  );
  const [found] = rows;
  if (found?.is_super || found?.owns) {
    throw new DatabaseProblem(
      `The role ${user} of DATABASE_URL may act as the owner of the database: name one in DATABASE_URL that is no superuser and no member of the owner.`,
    );
  }
  if (found) return;
  const name = pg.escapeIdentifier(user);
  try {
    await client.query(
      `CREATE ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD '${verifierOf(password)}'`,
    );
  } catch (error) {
    // Another process was faster; roles belong to all databases of a server.
    if (DUPLICATE.some((state) => state === sqlState(error))) return;
    if (sqlState(error) !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new DatabaseProblem(
      `The owner of the database may not create the role ${user}: let an administrator run CREATE ROLE ${name} LOGIN PASSWORD '…', and migrate again.`,
    );
  }
}

/** What PostgreSQL stores for a password (SCRAM-SHA-256, RFC 5803): a server that logs statements never sees the password. */
function verifierOf(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, ITERATIONS, 32, 'sha256');
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(hmac('Client Key')).digest('base64');
  const server = hmac('Server Key').toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${stored}:${server}`;
}
