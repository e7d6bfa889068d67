import {
  type AlertKind,
  alertKindNames,
  alertKinds,
  mayBeWarned,
  type PartnerRole,
} from '@psnb2b/contract';
import { listUsers } from '../identity/index.ts';
import type { Db } from '../kit/database/index.ts';
import { kindsSet } from './firings.ts';

export interface WarnedPerson {
  readonly userId: string;
  readonly name: string;
  readonly role: PartnerRole;
  readonly kinds: readonly AlertKind[];
}

/** The people of a business who can sign in, and what each is warned of. */
export async function listWarnedPeople(db: Db, partnerId: string): Promise<WarnedPerson[]> {
  const users = (await listUsers(db, { partnerId })).filter(
    ({ disabledAt }) => disabledAt === null,
  );
  const set = await kindsSet(
    db,
    users.map(({ userId }) => userId),
  );
  return users.map(({ userId, name, role: any }) => {
    const role = any as PartnerRole;
    const isOn = (kind: AlertKind) =>
      set.find((each) => each.userId === userId && each.kind === kind)?.enabled ??
      alertKinds[kind].standard !== null;
    const kinds = alertKindNames.filter((kind) => mayBeWarned(kind, role) && isOn(kind));
    return { userId, name, role, kinds };
  });
}
