import type { Allowed } from '../act/ActButton.tsx';
import type { Me } from './account.ts';
import { words } from './words.ts';

/** Whether the last second factor may be removed: not if the role requires one, which the server enforces too. */
export function mayRemoveFactor(
  factor: Me['second_factor'],
  less: { readonly totp: number; readonly passkeys: number },
): Allowed {
  const left = Number(factor.totp) - less.totp + factor.passkeys - less.passkeys;
  if (left > 0 || !factor.required) return { can: true };
  return { can: false, why: words.security.removeLast };
}
