import { portalPages } from '@psnb2b/contract';
import { type Teller, tellPartner } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { Tx } from '../kit/database/index.ts';
import type { Key } from './key.ts';
import type { Mode } from './key-format.ts';

export type KeyNews =
  | 'key.issued'
  | 'key.revealed'
  | 'key.rotated'
  | 'key.changed'
  | 'key.revoked'
  | 'key.reported';

type NamedKey = Pick<Key, 'prefix' | 'suffix'> & {
  readonly partnerId: string;
  readonly mode: Mode;
};

const IF_NOT_YOU = 'If nobody of your business expects this, revoke the key and tell support.';

/**
 * Tells owners and developers what was done to a key of theirs, whoever did it and whichever way: a
 * key spends their money. `words` is for the e-mail.
 */
export async function tellOfKey(
  tx: Tx,
  teller: Teller,
  key: NamedKey,
  kind: KeyNews,
  { words = IF_NOT_YOU, at }: { readonly words?: string; readonly at: Date },
): Promise<void> {
  const text = sentence(kind, `${key.mode} API key ${key.prefix}…${key.suffix}`);
  const told = { kind, text, words, path: portalPages.keys, at };
  await tellPartner(tx, teller, key.partnerId, told, ['owner', 'developer']);
}

/** Where a key that staff issued waits, and how long; in the ticket and the e-mail. */
export function whereToSee({ unseenUntil }: Pick<Key, 'unseenUntil'>): string {
  const until = required(unseenUntil, 'a held key waits until some time')
    .toISOString()
    .slice(0, 16)
    .replace('T', ' ');
  return (
    'An owner or developer of your business can see it in the portal, once, until ' +
    `${until} UTC. It works from then on.`
  );
}

/** Tells that a key which staff issued waits to be seen. */
export async function tellOfHeldKey(
  tx: Tx,
  teller: Teller,
  key: NamedKey & Pick<Key, 'unseenUntil' | 'replaces'>,
  at: Date,
): Promise<void> {
  const kind = key.replaces === null ? 'key.issued' : 'key.rotated';
  await tellOfKey(tx, teller, key, kind, { words: whereToSee(key), at });
}

function sentence(kind: KeyNews, key: string): string {
  switch (kind) {
    case 'key.issued':
      return `The ${key} was issued.`;
    case 'key.revealed':
      return `The ${key} was shown in the portal and works from now on.`;
    case 'key.rotated':
      return `The ${key} was issued as the successor of another.`;
    case 'key.changed':
      return `What the ${key} may do was changed.`;
    case 'key.revoked':
      return `The ${key} was revoked.`;
    case 'key.reported':
      return `The ${key} was reported as leaked and is revoked.`;
    default:
      return kind satisfies never;
  }
}
