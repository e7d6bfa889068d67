import { ApiKey } from '@psnb2b/contract';
import { present } from '../../kit/present.ts';
import type { Mode } from '../../kit/tenant-ref.ts';
import { type Key, keyStatus } from '../../partners/index.ts';

/** A key as its business and staff see it; `currency`: of the business, for its limits. */
export function presentKey(key: Key & { readonly mode: Mode }, currency: string, at: Date) {
  const status = keyStatus(key, at);
  const hint = `${key.prefix}…${key.suffix}`;
  const revealUntil = status === 'unseen' ? key.unseenUntil : null;
  return present(ApiKey, { ...key, currency, status, hint, revealUntil });
}
