import type { PartnerRole, StaffRole } from '@psnb2b/contract';
import { assert } from '../kit/assert.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import {
  type Audience,
  type EmailOf,
  type FactsOf,
  type KindName,
  kinds,
  mailNotice,
  type Notice,
  type Notifier,
  noticeOf,
  type Recipient,
  type WhomOf,
} from '../notifications/index.ts';

const TEXT_MAX = 500;

/**
 * Notifies people in the commit of the event: in the app, and by e-mail if the kind says so. The catalogue decides who, what and
 * which page. A disabled person gets only the e-mail.
 */
export async function notify<Name extends KindName>(
  tx: Tx,
  name: Name,
  whom: WhomOf<Name>,
  facts: FactsOf<Name> & { readonly at: Date },
  ...[notifier]: EmailOf<Name> extends false ? [] : [Notifier]
): Promise<void> {
  const notice = noticeOf(name, facts);
  const people = await peopleOf(tx, kinds[name].to, whom);
  const { at } = facts;
  await insertNotifications(tx, notice, people, at);
  const { email } = kinds[name];
  if (email === false) return;
  assert(notifier, `${name} is sent by e-mail`);
  const mailed = email === 'chosen' ? people.filter(({ byEmail }) => byEmail === true) : people;
  for (const person of mailed) await mailNotice(tx, notifier, notice, person, at);
}

/** The recipients: people of an audience who can sign in, and those whom the verb names. */
async function peopleOf(
  db: Db,
  to: Audience,
  whom: WhomOf<KindName>,
): Promise<readonly Recipient[]> {
  if (typeof whom !== 'string' && 'userId' in whom) return [whom];
  const rolesOf = to === 'heads' || to === 'person' ? null : to;
  if (typeof whom !== 'string' && 'partnerId' in whom) {
    const roles = rolesOf && 'partner' in rolesOf ? rolesOf.partner : (['owner'] as const);
    return listPeople(db, { partnerId: whom.partnerId, roles });
  }
  const staff = rolesOf && 'staff' in rolesOf ? rolesOf.staff : (['admin'] as const);
  const own = await listPeople(db, { staff });
  return whom === 'staff' ? own : [...own, ...whom.alsoStaff];
}

async function insertNotifications(
  tx: Tx,
  { kind, text, page }: Notice,
  people: readonly Recipient[],
  at: Date,
): Promise<void> {
  const readers = people.filter(({ disabledAt }) => disabledAt === null);
  await tx.query(
    `INSERT INTO identity.notifications (notification_id, user_id, kind, text, path, created_at)
     SELECT n, u, $4, $5, p, $6 FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS t(n, u, p)`,
    [
      readers.map(() => newUuid(at.getTime())),
      readers.map(({ userId }) => userId),
      readers.map(({ webApp }) => page(webApp)),
      kind,
      [...text].slice(0, TEXT_MAX).join(''),
      at,
    ],
  );
}

/** People of a business or of the staff who can sign in; of some roles or of all. */
export async function listPeople(
  db: Db,
  of:
    | { readonly partnerId: string; readonly roles: readonly PartnerRole[] }
    | { readonly staff: readonly StaffRole[] | 'all' },
): Promise<Recipient[]> {
  const partnerId = 'partnerId' in of ? of.partnerId : null;
  const roles = 'partnerId' in of ? of.roles : of.staff;
  const { rows } = await db.query<Recipient>(
    `SELECT user_id AS "userId", email, name, door AS "webApp", disabled_at AS "disabledAt" FROM identity.users
      WHERE ${partnerId === null ? `door = 'console' AND $1::uuid IS NULL` : 'partner_id = $1'}
        AND disabled_at IS NULL AND ($2::text[] IS NULL OR role = ANY ($2)) ORDER BY user_id`,
    [partnerId, roles === 'all' ? null : roles],
  );
  return rows;
}
