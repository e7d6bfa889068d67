import { consolePages, portalPages } from '@psnb2b/contract';
import type { Tx } from '../kit/database/index.ts';
import type { User } from './person.ts';
import { type Teller, tellAdmins, tellPartner, tellPerson } from './tell.ts';

/** Of whom: people of one partner, or the staff. */
export type Group = { readonly partnerId: string } | 'staff';

interface News {
  readonly kind: string;
  readonly text: string;
  readonly words?: string;
  readonly at: Date;
}

const IF_NOT_YOU = 'If you did not expect this, tell your colleagues and support at once.';

/**
 * Tells who answers for a group of a change among its people: all owners of a business, all admins of
 * the staff.
 */
export async function tellHeads(tx: Tx, teller: Teller, group: Group, news: News): Promise<void> {
  const told = { words: IF_NOT_YOU, ...news };
  if (group === 'staff') await tellAdmins(tx, teller, { ...told, path: consolePages.staff });
  else await tellPartner(tx, teller, group.partnerId, { ...told, path: portalPages.team });
}

/** Tells a person what was done to their account. */
export async function tellOfAccount(tx: Tx, teller: Teller, user: User, news: News): Promise<void> {
  const path = user.door === 'portal' ? portalPages.account : consolePages.account;
  await tellPerson(tx, teller, user, { words: IF_NOT_YOU, ...news, path });
}
