import { apiKeyNameLengthMax, keyCan } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalid, mustBeAble } from '../kit/refusal.ts';
import { hasUnseen } from '../kit/visible-text.ts';
import { keyStatus } from './key.ts';
import type { OwnedKey } from './key-store.ts';

/** What a key begins with: a name that contains one would show it to everybody who reads the name. */
const KEY_TEXT = /psnb2b_(?:live|test)_/i;

/** Names a locked key that is still valid, or removes its name (null). A name changes nothing that the key may do, so nobody is notified. */
export async function nameKey(
  tx: Tx,
  key: OwnedKey,
  name: string | null,
  by: By,
): Promise<OwnedKey> {
  const status = keyStatus(key, by.at);
  mustBeAble(keyCan.name({ status }), status, { detail: 'This key is no longer valid.' });
  const named = { ...key, name: readKeyName(name) };
  if (named.name === key.name) return key;
  await tx.query('UPDATE partners.keys SET name = $2 WHERE key_id = $1', [key.keyId, named.name]);
  await bumpVersion(tx, 'partners');
  await recordAudit(tx, {
    ...by,
    tenantId: key.tenantId,
    action: 'key.named',
    subject: formatId('key', key.keyId),
    detail: { before: key.name, after: named.name },
  });
  return named;
}

/** A name in stored form, on one line; null: none. */
export function readKeyName(text: string | null): string | null {
  if (text === null) return null;
  const name = text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  if (KEY_TEXT.test(name)) {
    throw refuse('It must not contain a key: everybody in your business and our staff read it.');
  }
  if (name !== '' && name.length <= apiKeyNameLengthMax && name.isWellFormed() && !hasUnseen(name))
    return name;
  throw refuse(`It must be 1 to ${apiKeyNameLengthMax} characters that can be seen.`);
}

function refuse(detail: string) {
  return invalid({ pointer: '/name', code: 'pattern', detail });
}
