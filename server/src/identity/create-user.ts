import { randomBytes } from 'node:crypto';
import { recordAudit } from '../audit/index.ts';
import type { IdentityParts } from './parts.ts';
import { actorOf, normaliseEmail, type User } from './person.ts';
import { insertUser, type NewUser } from './store.ts';

/** Makes an account with a password of 120 random bits, which is given back this once; for the demo. */
export async function createUser(
  { database, passwords }: Pick<IdentityParts, 'database' | 'passwords'>,
  user: Omit<NewUser, 'password'>,
  actor: string,
): Promise<{ readonly user: User; readonly password: string } | null> {
  const password = randomBytes(15).toString('base64url');
  const hash = await passwords.hash(password);
  return database.transaction(async (tx) => {
    const email = normaliseEmail(user.email);
    const created = await insertUser(tx, { ...user, email, password: hash });
    if (!created) return null;
    const subject = actorOf(created);
    await recordAudit(tx, {
      ...{ at: user.at, actor, action: 'user.created', subject },
      detail: { role: user.role },
    });
    return { user: created, password };
  });
}
