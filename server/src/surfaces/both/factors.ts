import { Passkey, type RecoveryCodes } from '@psnb2b/contract';
import * as identity from '../../identity/index.ts';
import { json, whole } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { onBoth } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { DONE, openedCookies, originOf, siteOfCall } from './web-app-reply.ts';

/** Setting up second factors. */
export function factorRoutes(parts: Parts) {
  const { database } = parts;
  const setUp = <Status extends number>(
    status: Status,
    { recoveryCodes, opened }: identity.SetUp,
  ) => json(status, codes(recoveryCodes), opened ? openedCookies(parts, opened) : {});
  return onBoth({
    startTotp: async ({ caller }) =>
      json(200, { object: 'totp_setup', ...(await identity.startTotp(parts, caller)) }),
    confirmTotp: async (call) =>
      setUp(200, await identity.confirmTotp(parts, call.caller, call.body.code, originOf(call))),
    removeTotp: async (call) => {
      await identity.removeTotp(parts, call.caller, originOf(call));
      return DONE;
    },
    renewRecoveryCodes: async (call) =>
      json(200, codes(await identity.renewCodes(parts, call.caller, originOf(call)))),
    listPasskeys: async ({ caller }) => {
      const passkeys = await identity.listPasskeys(database.reads, caller.userId);
      return whole(passkeys.map((each) => present(Passkey, each)));
    },
    startPasskey: async (call) => {
      const site = siteOfCall(parts, call);
      const { flow, options } = await database.transaction((tx) =>
        identity.creationOptions(tx, parts, call.caller, site, call.at),
      );
      return json(200, { object: 'passkey_options', flow, options });
    },
    addPasskey: async (call) => {
      const site = siteOfCall(parts, call);
      return setUp(
        201,
        await identity.addPasskey(parts, call.caller, site, call.body, originOf(call)),
      );
    },
    removePasskey: async (call) => {
      await identity.removePasskey(parts, call.caller, call.params.passkey_id, originOf(call));
      return DONE;
    },
  });
}

function codes(list: readonly string[]): RecoveryCodes {
  return { object: 'recovery_codes', codes: [...list] };
}
