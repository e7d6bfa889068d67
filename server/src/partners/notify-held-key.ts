import { notify } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { Tx } from '../kit/database/index.ts';
import type { NamedKey, Notifier } from '../notifications/index.ts';
import type { Key } from './key.ts';

type HeldKey = NamedKey & Pick<Key, 'unseenUntil' | 'replaces'> & { readonly partnerId: string };

/** Notifies people of a key that staff issued: it waits to be revealed until a time that the e-mail and the ticket name. */
export async function notifyHeldKey(
  tx: Tx,
  notifier: Notifier,
  key: HeldKey,
  at: Date,
): Promise<void> {
  const { partnerId, replaces } = key;
  const revealUntil = revealableUntil(key);
  const kind = replaces === null ? 'key.issued' : 'key.rotated';
  await notify(tx, kind, { partnerId }, { key, revealUntil, at }, notifier);
}

/** How long a key that staff issued waits to be revealed. */
export function revealableUntil({ unseenUntil }: Pick<Key, 'unseenUntil'>): Date {
  return required(unseenUntil, 'a held key waits until some time');
}
