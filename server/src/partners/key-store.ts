import type { KeyObject } from 'node:crypto';
import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Db, type Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import { type IssuedKey, type Key, keyColumns, keyLabel } from './key.ts';
import { createKeyText, hashKey, visibleParts } from './key-format.ts';

export type NewKey = Omit<
  Key,
  'prefix' | 'suffix' | 'revokedAt' | 'revokedReason' | 'unseenUntil' | 'createdAt'
>;

/** What every key of this shop has in common. */
export interface KeyStamp {
  readonly pepper: KeyObject;
  /** The letter of this cell, if the shop has several. */
  readonly cell: string | null;
}

/** Generates a key's text, stores its keyed hash and records who issued it. */
export async function insertKey(
  tx: Tx,
  { pepper, cell }: KeyStamp,
  mode: Mode,
  key: NewKey,
  by: By,
): Promise<IssuedKey> {
  const text = createKeyText(mode, cell);
  const { prefix, suffix } = visibleParts(text);
  const { rows } = await tx.query<Key>(
    `INSERT INTO partners.keys
       (key_id, tenant_id, hash, prefix, suffix, scopes, allow_cidr, requests_per_minute,
        orders_per_minute, daily_spend, daily_quantity, limit_group, replaces, expires_at, created_at, name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     RETURNING ${keyColumns}`,
    [
      key.keyId,
      key.tenantId,
      hashKey(pepper, text),
      prefix,
      suffix,
      key.scopes,
      key.allowCidr,
      key.requestsPerMinute,
      key.ordersPerMinute,
      key.dailySpend,
      key.dailyQuantity,
      key.limitGroup,
      key.replaces,
      key.expiresAt,
      by.at,
      key.name,
    ],
  );
  await bumpVersion(tx, 'partners');
  await recordAudit(tx, {
    ...by,
    tenantId: key.tenantId,
    action: key.replaces ? 'key.rotated' : 'key.issued',
    subject: formatId('key', key.keyId),
    detail: {
      mode,
      name: keyLabel({ name: key.name, prefix, suffix }),
      scopes: key.scopes,
      allow_cidr: key.allowCidr,
      requests_per_minute: key.requestsPerMinute,
      orders_per_minute: key.ordersPerMinute,
      daily_spend: key.dailySpend,
      daily_quantity: key.dailyQuantity,
      expires_at: key.expiresAt,
      replaces: key.replaces && formatId('key', key.replaces),
    },
  });
  return { key: rows[0] as Key, text };
}

/** A key and its owner. */
export type OwnedKey = Key & { readonly mode: Mode; readonly partnerId: string };

/** The key of this partner, locked; any other reads as unknown. */
export async function lockKeyOf(
  tx: Tx,
  partnerId: string,
  keyId: string | null,
): Promise<OwnedKey> {
  const key = keyId === null ? null : await lockKey(tx, keyId);
  if (key?.partnerId !== partnerId) throw new Refusal('not_found');
  return key;
}

export async function findKey(db: Db, keyId: string | null): Promise<OwnedKey> {
  const { rows } = await db.query<OwnedKey>(
    `SELECT ${keyColumns}, mode, partner_id AS "partnerId"
       FROM partners.keys JOIN partners.tenants USING (tenant_id) WHERE key_id = $1`,
    [keyId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** The key, locked against every other change of it. */
export async function lockKey(tx: Tx, keyId: string): Promise<OwnedKey> {
  const { rows } = await tx.query<OwnedKey>(
    `SELECT ${keyColumns}, mode, partner_id AS "partnerId"
       FROM partners.keys k JOIN partners.tenants t USING (tenant_id)
      WHERE key_id = $1 FOR UPDATE OF k`,
    [keyId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** The key with this hash, usable or not; null if there is none. */
export async function findKeyByHash(db: Db, hash: Buffer): Promise<Key | null> {
  const { rows } = await db.query<Key>(`SELECT ${keyColumns} FROM partners.keys WHERE hash = $1`, [
    hash,
  ]);
  return rows[0] ?? null;
}
