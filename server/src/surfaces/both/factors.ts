import type { RecoveryCodes } from '@psnb2b/contract';
import {
  addPasskey,
  confirmTotp,
  creationOptions,
  listPasskeys,
  removePasskey,
  removeTotp,
  renewCodes,
  type SetUp,
  startTotp,
} from '../../identity/index.ts';
import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { wholeReply } from '../../kit/pages.ts';
import { isoOrNull } from '../../kit/time.ts';
import { onBoth } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { DONE, openedCookies, originOf, siteOfCall } from './web-app-reply.ts';

/** Setting up second factors. */
export function factorRoutes(parts: Parts) {
  const { database, peopleKeys } = parts;
  const setUp = <Status extends number>(status: Status, { recoveryCodes, opened }: SetUp) =>
    json(status, codes(recoveryCodes), opened ? openedCookies(parts, opened) : {});
  return onBoth({
    startTotp: async ({ caller }) =>
      json(200, { object: 'totp_setup', ...(await startTotp(parts, caller)) }),
    confirmTotp: async (call) =>
      setUp(200, await confirmTotp(parts, call.caller, call.body.code, originOf(call))),
    removeTotp: async (call) => {
      await removeTotp(parts, call.caller, originOf(call));
      return DONE;
    },
    renewRecoveryCodes: async (call) =>
      json(200, codes(await renewCodes(parts, call.caller, originOf(call)))),
    listPasskeys: async ({ caller }) => {
      const passkeys = await listPasskeys(database.reads, caller.userId);
      return wholeReply(
        passkeys.map((each) => ({
          id: formatId('psk', each.passkeyId),
          object: 'passkey' as const,
          name: each.name,
          created_at: each.createdAt.toISOString(),
          last_used_at: isoOrNull(each.lastUsedAt),
        })),
      );
    },
    startPasskey: async (call) => {
      const site = siteOfCall(parts, call);
      const { flow, options } = await database.transaction((tx) =>
        creationOptions(tx, peopleKeys, call.caller, site, call.at),
      );
      return json(200, { object: 'passkey_options', flow, options });
    },
    addPasskey: async (call) => {
      const site = siteOfCall(parts, call);
      return setUp(201, await addPasskey(parts, call.caller, site, call.body, originOf(call)));
    },
    removePasskey: async (call) => {
      await removePasskey(parts, call.caller, call.params.passkey_id, originOf(call));
      return DONE;
    },
  });
}

function codes(list: readonly string[]): RecoveryCodes {
  return { object: 'recovery_codes', codes: [...list] };
}
