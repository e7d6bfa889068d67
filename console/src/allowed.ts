import type { consoleOperations } from '@psnb2b/contract';
import type { Can } from '@psnb2b/contract/states';
import type { Allowed } from '@psnb2b/ui';
import type { Me } from '@psnb2b/ui/account';
import { t } from './text/text.ts';

/** Whether this person may make this call, and the state of its subject lets it, and why not. */
export function allowed(
  me: Me,
  call: keyof typeof consoleOperations,
  can: Can = { can: true },
  why?: string,
): Allowed {
  if (!me.may.includes(call)) return { can: false, why: t.why.role };
  if (can.can) return { can: true };
  const sentences: Readonly<Record<string, string>> = t.why;
  return { can: false, why: why ?? sentences[can.reason] ?? t.why.invalid_state };
}
