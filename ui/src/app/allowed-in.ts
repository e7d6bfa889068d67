import type { Me } from '../account/account.ts';
import type { Allowed } from '../act/ActButton.tsx';

/** Whether a state permits an act; the contract's `Can`. */
type Can = { readonly can: true } | { readonly can: false; readonly reason: string };

type Why = Readonly<Record<'role' | 'invalid_state' | 'partner_suspended', string>>;

/**
 * Returns whether a person may make a call and the state of its subject permits it, and if not why, in an app's words.
 */
export function allowedIn<Call extends string>(why: Why) {
  const sentences: Readonly<Record<string, string>> = why;
  return (me: Me, call: Call, can: Can = { can: true }, sentence?: string): Allowed => {
    if (!me.may.includes(call)) {
      const isSuspended = me.partner?.status === 'suspended';
      return { can: false, why: isSuspended ? why.partner_suspended : why.role };
    }
    if (can.can) return { can: true };
    return { can: false, why: sentence ?? sentences[can.reason] ?? why.invalid_state };
  };
}
