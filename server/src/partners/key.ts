import type { Scope } from '@psnb2b/contract';
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
  created_at AS "createdAt"`;

export function isUsable(key: Key, at: Date): boolean {
  return key.revokedAt === null && (key.expiresAt === null || key.expiresAt > at);
}
