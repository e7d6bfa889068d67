import { ApiKey } from '@psnb2b/contract';
import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { present } from '../../kit/present.ts';
import type { Mode } from '../../kit/tenant-ref.ts';
import { type Key, keyHint, keyStatus } from '../../partners/index.ts';
import { lastUses } from '../../request-log/index.ts';

type ShownKey = Key & { readonly mode: Mode };

/** Keys as their business and staff see them; `currency`: of the business, for their limits. */
export async function presentKeys(
  db: Db,
  keys: readonly ShownKey[],
  currency: string,
  at: Date,
): Promise<ApiKey[]> {
  const uses = await lastUses(
    db,
    keys.map(({ keyId }) => keyId),
  );
  return keys.map((key) => {
    const status = keyStatus(key, at);
    const hint = keyHint(key);
    const revealUntil = status === 'unseen' ? key.unseenUntil : null;
    const lastUsedAt = uses.get(key.keyId) ?? null;
    return present(ApiKey, { ...key, currency, status, hint, revealUntil, lastUsedAt });
  });
}

export async function presentKey(
  db: Db,
  key: ShownKey,
  currency: string,
  at: Date,
): Promise<ApiKey> {
  return required((await presentKeys(db, [key], currency, at))[0], 'a key is shown');
}
