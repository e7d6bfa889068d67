import type { ApiKey as KeyBody } from '@psnb2b/contract';
import { formatId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import type { Mode } from '../../kit/tenant-ref.ts';
import { isoOrNull } from '../../kit/time.ts';
import { type Key, keyStatus } from '../../partners/index.ts';

export function presentKey(key: Key, mode: Mode, currency: string, at: Date): KeyBody {
  return {
    id: formatId('key', key.keyId),
    object: 'api_key',
    mode,
    status: keyStatus(key, at),
    hint: `${key.prefix}…${key.suffix}`,
    scopes: [...key.scopes],
    allow_cidr: [...key.allowCidr],
    requests_per_minute: key.requestsPerMinute,
    orders_per_minute: key.ordersPerMinute,
    daily_spend: key.dailySpend === null ? null : formatMoney(key.dailySpend, currency),
    daily_quantity: key.dailyQuantity,
    replaces: key.replaces && formatId('key', key.replaces),
    created_at: key.createdAt.toISOString(),
    expires_at: isoOrNull(key.expiresAt),
    revoked_at: isoOrNull(key.revokedAt),
    revoked_reason: key.revokedReason,
  };
}
