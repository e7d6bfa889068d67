import { createHmac } from 'node:crypto';
import type { Vault } from '../../vault/index.ts';

/** The keyed hash of a registration number, whatever its case, spaces and marks; empty if none is stated. */
export function registrationHash(vault: Vault, number: string | null): Buffer {
  const plain = number?.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (!plain) return Buffer.alloc(0);
  const hmac = createHmac('sha256', vault.namedKey('fingerprint'));
  return hmac.update(`registration ${plain}`).digest();
}
