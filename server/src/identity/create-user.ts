import { randomBytes } from 'node:crypto';
import { recordAudit } from '../audit/index.ts';
import type { IdentityParts } from './parts.ts';
import { actorOf, type User } from './person.ts';
import { insertUser, type NewUser } from './store.ts';

/** 120 random bits. */
export function madeUpPassword(): string {
  return randomBytes(15).toString('base64url');
}

/** Creates an account with a password, unless there is one with its e-mail address; for the demo. */
export async function createUser(
  { database, passwords }: Pick<IdentityParts, 'database' | 'passwords'>,
  user: Omit<NewUser, 'accessBy'>,
  actor: string,
): Promise<User | null> {
  const hash = await passwords.hash(user.password);
  return database.transaction(async (tx) => {
    const created = await insertUser(tx, { ...user, password: hash, accessBy: actor });
    if (!created) return null;
    const subject = actorOf(created);
    await recordAudit(tx, {
      ...{ at: user.at, actor, action: 'user.created', subject },
      detail: { role: user.role, email: user.email },
    });
    return created;
  });
}
