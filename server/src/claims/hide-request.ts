import { createHmac } from 'node:crypto';
import type { Idempotency } from '../kit/http/index.ts';
import type { Vault } from '../vault/index.ts';

/**
 * Requests of this module may contain codes in the clear, which a plain hash of the request would not hide well enough: the
 * idempotency record has a keyed hash of it.
 */
export function hideRequest(vault: Vault, idempotency: Idempotency | null): Idempotency | null {
  if (!idempotency) return null;
  const { key, fingerprint } = idempotency;
  const hmac = createHmac('sha256', vault.namedKey('fingerprint'));
  return { key, fingerprint: hmac.update(`request ${fingerprint}`).digest('hex') };
}
