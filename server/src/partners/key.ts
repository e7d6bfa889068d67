import type { KeyStatus, Scope } from '@psnb2b/contract';

/** A key as stored: everything except its text, which only its owner has. */
export interface Key {
  readonly keyId: string;
  readonly tenantId: number;
  /** What people call it; null: nothing. */
  readonly name: string | null;
  readonly prefix: string;
  readonly suffix: string;
  readonly scopes: readonly Scope[];
  readonly allowCidr: readonly string[];
  readonly requestsPerMinute: number;
  readonly ordersPerMinute: number;
  /** Minor units per UTC day. */
  readonly dailySpend: number | null;
  readonly dailyQuantity: number | null;
  readonly limitGroup: string;
  readonly replaces: string | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly revokedReason: string | null;
  /** Issued by staff and not revealed yet: its text waits for the partner; null: revealed. */
  readonly unseenUntil: Date | null;
  readonly createdAt: Date;
}

/** A key and its text, which is shown only in this answer. */
export interface IssuedKey {
  readonly key: Key;
  readonly text: string;
}

export const keyColumns = `key_id AS "keyId", tenant_id AS "tenantId", name, prefix, suffix, scopes,
  allow_cidr AS "allowCidr", requests_per_minute AS "requestsPerMinute",
  orders_per_minute AS "ordersPerMinute", daily_spend AS "dailySpend",
  daily_quantity AS "dailyQuantity", limit_group AS "limitGroup", replaces,
  expires_at AS "expiresAt", revoked_at AS "revokedAt", revoked_reason AS "revokedReason",
  unseen_until AS "unseenUntil", created_at AS "createdAt"`;

/** What is visible of a key: its beginning and its end. */
export function keyHint({ prefix, suffix }: Pick<Key, 'prefix' | 'suffix'>): string {
  return `${prefix}…${suffix}`;
}

/** A key as people know it: `Web shop (psnb2b_live_Q3xT…9fKa)`, or what is visible of one without a name. */
export function keyLabel(key: Pick<Key, 'name' | 'prefix' | 'suffix'>): string {
  return key.name === null ? keyHint(key) : `${key.name} (${keyHint(key)})`;
}

/** The state of a key; a key that nobody revealed in time counts as revoked. */
export function keyStatus(key: Key, at: Date): KeyStatus {
  if (key.revokedAt !== null) return 'revoked';
  if (key.expiresAt !== null && key.expiresAt <= at) return 'expired';
  if (key.unseenUntil !== null) return key.unseenUntil > at ? 'unseen' : 'revoked';
  return 'active';
}

/** Whether it counts towards the limit: it works, or will work once it is revealed. */
export function isUsable(key: Key, at: Date): boolean {
  const status = keyStatus(key, at);
  return status === 'active' || status === 'unseen';
}
