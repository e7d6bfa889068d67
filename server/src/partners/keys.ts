import type { KeyObject } from 'node:crypto';
import { scopes as allScopes, type Scope, scopesDefault } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { parseCidr } from '../kit/addresses/index.ts';
import { bumpVersion, type Db, type Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { createKeyText, hashKey, type Mode, visibleParts } from './key-format.ts';
import { lockPartner, tenantOf } from './store.ts';

export const REQUESTS_PER_MINUTE = 60;
export const ORDERS_PER_MINUTE = 10;
const RATE_MAX = 1_000_000;
const USABLE_MAX = 5;
const OVERLAP_MS_MAX = 7 * 24 * 60 * 60 * 1000;

/** A key as stored: everything but its text, which nobody has but its owner. */
export interface Key {
  readonly keyId: string;
  readonly tenantId: number;
  readonly prefix: string;
  readonly suffix: string;
  readonly scopes: readonly Scope[];
  readonly allowCidr: readonly string[];
  readonly requestsPerMinute: number;
  readonly ordersPerMinute: number;
  /** Minor units a UTC day. */
  readonly dailySpend: number | null;
  readonly dailyQuantity: number | null;
  readonly limitGroup: string;
  readonly replaces: string | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly revokedReason: string | null;
  readonly createdAt: Date;
}

export interface KeyTerms {
  readonly scopes?: readonly string[];
  readonly allowCidr?: readonly string[];
  readonly requestsPerMinute?: number;
  readonly ordersPerMinute?: number;
  readonly dailySpend?: number;
  readonly dailyQuantity?: number;
  readonly expiresAt?: Date;
}

export interface By {
  readonly actor: string;
  readonly at: Date;
  readonly address?: string;
  readonly requestId?: string;
}

const COLUMNS = `key_id AS "keyId", tenant_id AS "tenantId", prefix, suffix, scopes,
  allow_cidr AS "allowCidr", requests_per_minute AS "requestsPerMinute",
  orders_per_minute AS "ordersPerMinute", daily_spend AS "dailySpend",
  daily_quantity AS "dailyQuantity", limit_group AS "limitGroup", replaces,
  expires_at AS "expiresAt", revoked_at AS "revokedAt", revoked_reason AS "revokedReason",
  created_at AS "createdAt"`;
const USABLE = 'revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)';

/** Issues a key; its text is in this answer and nowhere else. At most 5 usable ones a mode. */
export async function issueKey(
  tx: Tx,
  pepper: KeyObject,
  partnerId: string,
  mode: Mode,
  terms: KeyTerms,
  by: By,
): Promise<{ key: Key; text: string }> {
  checkTerms(terms, by.at);
  await lockPartner(tx, partnerId);
  const { tenantId } = await tenantOf(tx, partnerId, mode);
  const usable = await tx.query<{ count: number }>(
    `SELECT count(*) FROM partners.keys WHERE tenant_id = $1 AND ${USABLE}`,
    [tenantId, by.at],
  );
  if ((usable.rows[0]?.count ?? 0) >= USABLE_MAX) {
    throw new Refusal(
      'limit_reached',
      {},
      {
        detail: `A partner has at most ${USABLE_MAX} usable ${mode} keys; revoke one first.`,
      },
    );
  }
  const keyId = newUuid(by.at.getTime());
  return insertKey(tx, pepper, mode, by, {
    keyId,
    tenantId,
    scopes: (terms.scopes ?? scopesDefault) as Scope[],
    allowCidr: terms.allowCidr ?? [],
    requestsPerMinute: terms.requestsPerMinute ?? REQUESTS_PER_MINUTE,
    ordersPerMinute: terms.ordersPerMinute ?? ORDERS_PER_MINUTE,
    dailySpend: terms.dailySpend ?? null,
    dailyQuantity: terms.dailyQuantity ?? null,
    limitGroup: keyId,
    replaces: null,
    expiresAt: terms.expiresAt ?? null,
  });
}

/**
 * Issues a successor with the same rights and limits; the old key stays valid for `overlapMs`
 * (0 to 7 days) and shares its counts with the new one.
 */
export async function rotateKey(
  tx: Tx,
  pepper: KeyObject,
  keyId: string,
  overlapMs: number,
  by: By,
): Promise<{ key: Key; text: string; oldExpiresAt: Date }> {
  if (overlapMs < 0 || overlapMs > OVERLAP_MS_MAX) {
    throw invalid({ pointer: '/overlap', code: 'maximum', detail: 'Between 0 and 7 days.' });
  }
  const old = await lockKey(tx, keyId);
  if (old.revokedAt || (old.expiresAt && old.expiresAt <= by.at)) {
    throw new Refusal('invalid_state', {}, { detail: 'This key is not in use any more.' });
  }
  const overlapEnd = new Date(by.at.getTime() + overlapMs);
  const oldExpiresAt = old.expiresAt && old.expiresAt < overlapEnd ? old.expiresAt : overlapEnd;
  await tx.query('UPDATE partners.keys SET expires_at = $2 WHERE key_id = $1', [
    keyId,
    oldExpiresAt,
  ]);
  const mode = await modeOf(tx, old.tenantId);
  const issued = await insertKey(tx, pepper, mode, by, {
    ...old,
    keyId: newUuid(by.at.getTime()),
    replaces: keyId,
  });
  return { ...issued, oldExpiresAt };
}

/** Revokes a key; every process refuses it within a second. Doing it twice changes nothing. */
export async function revokeKey(tx: Tx, keyId: string, reason: string, by: By): Promise<Key> {
  const key = await lockKey(tx, keyId);
  if (key.revokedAt) return key;
  await tx.query(
    'UPDATE partners.keys SET revoked_at = $2, revoked_reason = $3 WHERE key_id = $1',
    [keyId, by.at, reason],
  );
  await bumpVersion(tx, 'partners');
  await recordAudit(tx, {
    ...by,
    tenantId: key.tenantId,
    action: 'key.revoked',
    subject: formatId('key', keyId),
    detail: { reason },
  });
  return { ...key, revokedAt: by.at, revokedReason: reason };
}

/** A partner's keys of both modes, newest first, revoked and expired ones included. */
export async function listKeys(db: Db, partnerId: string): Promise<(Key & { mode: Mode })[]> {
  const { rows } = await db.query<Key & { mode: Mode }>(
    `SELECT ${COLUMNS}, mode FROM partners.keys JOIN partners.tenants USING (tenant_id)
      WHERE partner_id = $1 ORDER BY key_id DESC`,
    [partnerId],
  );
  return rows;
}

/** The key with this hash, or null. */
export async function findKeyByHash(db: Db, hash: Buffer): Promise<Key | null> {
  const { rows } = await db.query<Key>(
    `SELECT ${COLUMNS} FROM partners.keys WHERE hash = $1`,
    [hash],
    'partners.key_by_hash',
  );
  return rows[0] ?? null;
}

async function lockKey(tx: Tx, keyId: string): Promise<Key> {
  const { rows } = await tx.query<Key>(
    `SELECT ${COLUMNS} FROM partners.keys WHERE key_id = $1 FOR UPDATE`,
    [keyId],
  );
  if (!rows[0]) throw new Refusal('not_found', {}, { detail: 'There is no such key.' });
  return rows[0];
}

async function modeOf(tx: Tx, tenantId: number): Promise<Mode> {
  const { rows } = await tx.query<{ mode: Mode }>(
    'SELECT mode FROM partners.tenants WHERE tenant_id = $1',
    [tenantId],
  );
  return rows[0]?.mode ?? 'test';
}

type NewKey = Pick<
  Key,
  | 'keyId'
  | 'tenantId'
  | 'scopes'
  | 'allowCidr'
  | 'requestsPerMinute'
  | 'ordersPerMinute'
  | 'dailySpend'
  | 'dailyQuantity'
  | 'limitGroup'
  | 'replaces'
  | 'expiresAt'
>;

async function insertKey(
  tx: Tx,
  pepper: KeyObject,
  mode: Mode,
  by: By,
  key: NewKey,
): Promise<{ key: Key; text: string }> {
  const text = createKeyText(mode);
  const { prefix, suffix } = visibleParts(text);
  const { rows } = await tx.query<Key>(
    `INSERT INTO partners.keys
       (key_id, tenant_id, hash, prefix, suffix, scopes, allow_cidr, requests_per_minute,
        orders_per_minute, daily_spend, daily_quantity, limit_group, replaces, expires_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     RETURNING ${COLUMNS}`,
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
    ],
  );
  await bumpVersion(tx, 'partners');
  await recordAudit(tx, {
    ...by,
    tenantId: key.tenantId,
    action: key.replaces ? 'key.rotated' : 'key.issued',
    subject: formatId('key', key.keyId),
    detail: { mode, scopes: key.scopes, prefix, suffix },
  });
  return { key: rows[0] as Key, text };
}

function checkTerms(terms: KeyTerms, at: Date): void {
  const unknown = terms.scopes?.find((scope) => !(allScopes as readonly string[]).includes(scope));
  if (unknown !== undefined || terms.scopes?.length === 0) {
    const known = allScopes.join(', ');
    throw invalid({ pointer: '/scopes', code: 'enum', detail: `Scopes are ${known}.` });
  }
  for (const name of ['requestsPerMinute', 'ordersPerMinute'] as const) {
    const rate = terms[name];
    if (rate !== undefined && (!Number.isInteger(rate) || rate < 1 || rate > RATE_MAX)) {
      throw invalid({ pointer: `/${name}`, code: 'maximum', detail: `From 1 to ${RATE_MAX}.` });
    }
  }
  if (terms.expiresAt && terms.expiresAt <= at) {
    throw invalid({ pointer: '/expires', code: 'minimum', detail: 'It is in the past.' });
  }
  const bad = terms.allowCidr?.find((text) => parseCidr(text) === null);
  if (bad !== undefined) {
    throw invalid({
      pointer: '/allow_cidr',
      code: 'format',
      detail: `${bad} is no network; write it like 192.0.2.0/24 or 2001:db8::/32.`,
    });
  }
}
