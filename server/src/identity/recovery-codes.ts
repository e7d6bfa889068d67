import { randomInt } from 'node:crypto';
import type { Tx } from '../kit/database/index.ts';
import { hashOf, type PeopleKeys } from './people-keys.ts';

const CODES = 10;
const LENGTH = 12;
/** Without letters that look like digits. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** New codes of 58 bits that replace all old ones; only their hashes are stored. */
export async function renewRecoveryCodes(
  tx: Tx,
  keys: PeopleKeys,
  userId: string,
): Promise<string[]> {
  const codes = Array.from({ length: CODES }, newCode);
  await tx.query('DELETE FROM identity.recovery_codes WHERE user_id = $1', [userId]);
  await tx.query(
    `INSERT INTO identity.recovery_codes (user_id, code_hash)
     SELECT $1, decode(h, 'hex') FROM unnest($2::text[]) h`,
    [userId, codes.map((code) => hashCode(keys, userId, code).toString('hex'))],
  );
  return codes;
}

/** Uses a code up; returns whether it existed. */
export async function takeRecoveryCode(
  tx: Tx,
  keys: PeopleKeys,
  userId: string,
  code: string,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'DELETE FROM identity.recovery_codes WHERE user_id = $1 AND code_hash = $2',
    [userId, hashCode(keys, userId, code)],
  );
  return rowCount === 1;
}

function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return letters.join('').replaceAll(/(.{4})(?=.)/g, '$1-');
}

function hashCode(keys: PeopleKeys, userId: string, code: string): Buffer {
  const plain = code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return hashOf(keys, 'recovery-code', `${userId} ${plain}`);
}
