import type { PartnerRole, StaffRole, WebApp } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import type { Invariant } from '../kit/invariant.ts';
import { actorOf } from './person.ts';

const BROKEN_MAX = 100;
const CREATED = ['user.created', 'invitation.accepted'];

interface Row {
  readonly userId: string;
  readonly webApp: WebApp;
  readonly role: PartnerRole | StaffRole;
  readonly email: string;
  readonly disabled: boolean;
}

/** What an entry says of the person; entries of earlier versions say less. */
interface Said {
  readonly role?: string;
  readonly email?: string;
  readonly disabled?: boolean;
}

export const identityInvariants: readonly Invariant[] = [
  {
    id: 'U1',
    title:
      'every person is in the audit, and has the role, state and e-mail address that it last says',
    check: async (db) => {
      const access = await lastSaid(db, [...CREATED, 'user.changed']);
      const address = await lastSaid(db, [...CREATED, 'email.changed']);
      const { rows } = await db.query<Row & Record<string, unknown>>(
        `SELECT user_id AS "userId", door AS "webApp", role, email, disabled_at IS NOT NULL AS disabled
           FROM identity.users ORDER BY user_id`,
      );
      const broken = rows.flatMap((row) => {
        const subject = actorOf(row);
        const wrong = faultOf(row, access.get(subject), address.get(subject));
        return wrong === null ? [] : [`the ${wrong} of ${subject}`];
      });
      return { checked: rows.length, broken: broken.slice(0, BROKEN_MAX) };
    },
  },
];

function faultOf(row: Row, access: Said | undefined, address: Said | undefined): string | null {
  if (access === undefined || address === undefined) return 'account';
  if (access.role !== undefined && access.role !== row.role) return 'role';
  if ((access.disabled ?? false) !== row.disabled) return 'state';
  if (address.email !== undefined && address.email !== row.email) return 'e-mail address';
  return null;
}

async function lastSaid(db: Db, actions: readonly string[]): Promise<Map<string, Said>> {
  const { rows } = await db.query<{ subject: string; detail: string | null }>(
    'SELECT subject, detail FROM audit.last_of_subjects($1)',
    [actions],
  );
  return new Map(rows.map(({ subject, detail }) => [subject, saidIn(JSON.parse(detail ?? '{}'))]));
}

/** A change of access has its facts in `after`; one of the address has it there itself. */
function saidIn(detail: Said & { readonly after?: Said | string }): Said {
  if (detail.after === undefined) return detail;
  return typeof detail.after === 'string' ? { email: detail.after } : detail.after;
}
