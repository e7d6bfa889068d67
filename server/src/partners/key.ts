import type { KeyStatus, Scope } from '@psnb2b/contract';
import type { By } from '../audit/index.ts';

export type { By };

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
  /** Issued by staff and not shown yet: until then its text waits for the partner; null: seen. */
  readonly unseenUntil: Date | null;
  readonly createdAt: Date;
}

/** A key and its text, which is shown once: in this answer and nowhere else. */
export interface IssuedKey {
  readonly key: Key;
  readonly text: string;
}

export const keyColumns = `key_id AS "keyId", tenant_id AS "tenantId", prefix, suffix, scopes,
  allow_cidr AS "allowCidr", requests_per_minute AS "requestsPerMinute",
  orders_per_minute AS "ordersPerMinute", daily_spend AS "dailySpend",
  daily_quantity AS "dailyQuantity", limit_group AS "limitGroup", replaces,
  expires_at AS "expiresAt", revoked_at AS "revokedAt", revoked_reason AS "revokedReason",
  unseen_until AS "unseenUntil", created_at AS "createdAt"`;

/** Where a key stands: one that nobody came to see in time is as good as revoked. */
export function keyStatus(key: Key, at: Date): KeyStatus {
  if (key.revokedAt !== null) return 'revoked';
  if (key.expiresAt !== null && key.expiresAt <= at) return 'expired';
  if (key.unseenUntil !== null) return key.unseenUntil > at ? 'unseen' : 'revoked';
  return 'active';
}

/** Whether it counts: it works, or will once it is seen. */
export function isUsable(key: Key, at: Date): boolean {
  const status = keyStatus(key, at);
  return status === 'active' || status === 'unseen';
}
