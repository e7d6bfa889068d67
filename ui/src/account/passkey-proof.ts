import { askPasskey } from '../act/passkey.ts';
import { take } from '../http/create-api.ts';
import type { AccountApi } from './account.ts';

/** Answers a challenge with a passkey of the browser. */
export async function passkeyAnswer(
  api: AccountApi,
): Promise<{ flow: string; response: Record<string, unknown> }> {
  const { flow, options } = await take(api.POST('/passkey-options'));
  return { flow, response: await askPasskey(options) };
}
