import type { Allowed } from '../act/ActButton.tsx';
import type { Me } from './account.ts';
import { words } from './words.ts';

/** Where the role needs a second factor, the last one stays; the server holds to it, too. */
export function mayRemoveFactor(
  factor: Me['second_factor'],
  less: { readonly totp: number; readonly passkeys: number },
): Allowed {
  const left = Number(factor.totp) - less.totp + factor.passkeys - less.passkeys;
  if (left > 0 || !factor.required) return { can: true };
  return { can: false, why: words.security.removeLast };
}
