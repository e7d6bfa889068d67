import type { KeyObject } from 'node:crypto';
import type { By } from '../kit/by.ts';
import type { Database } from '../kit/database/index.ts';
import type { Notifier } from '../notifications/index.ts';
import { hashKey, readKeyText } from './key-format.ts';
import { findKeyByHash } from './key-store.ts';
import { revokeKey } from './revoke-key.ts';

/**
 * Handles a report of a leaked key: a real key is revoked at once, and owners and developers of its business are notified in the
 * same commit. Null if it is not real, or was already revoked.
 */
export async function reportKey(
  parts: Notifier & { readonly database: Database; readonly pepper: KeyObject },
  text: string,
  by: By,
): Promise<{ tenantId: number; keyId: string } | null> {
  if (readKeyText(text) === null) return null;
  const key = await findKeyByHash(parts.database.reads, hashKey(parts.pepper, text));
  if (!key || key.revokedAt) return null;
  await parts.database.transaction((tx) =>
    revokeKey(tx, parts, key.keyId, 'reported as leaked', by, 'key.reported'),
  );
  return { tenantId: key.tenantId, keyId: key.keyId };
}
