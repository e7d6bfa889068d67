import { type Passkey, portalOperations, type RecoveryCodes } from '@psnb2b/contract';
import {
  addPasskey,
  confirmTotp,
  creationOptions,
  type IdentityParts,
  listPasskeys,
  removePasskey,
  removeTotp,
  renewCodes,
  type SetUp,
  startTotp,
} from '../../identity/index.ts';
import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { wholeList } from '../../kit/pages.ts';
import {
  DONE,
  type DoorRoute,
  doorRoute,
  openedCookies,
  originOf,
  siteOfCall,
} from './door-reply.ts';

const calls = portalOperations;

/** Setting up second factors. */
export function factorRoutes(parts: IdentityParts): DoorRoute[] {
  const { database, peopleKeys } = parts;
  const setUp = <Status extends number>(status: Status, { recoveryCodes, opened }: SetUp) =>
    json(status, codes(recoveryCodes), opened ? openedCookies(parts, opened) : {});
  return [
    doorRoute(calls.startTotp, async (call) =>
      json(200, { object: 'totp_setup', ...(await startTotp(parts, call.caller)) }),
    ),
    doorRoute(calls.confirmTotp, async (call) =>
      setUp(200, await confirmTotp(parts, call.caller, call.body.code, originOf(call))),
    ),
    doorRoute(calls.removeTotp, async (call) => {
      await removeTotp(parts, call.caller, originOf(call));
      return DONE;
    }),
    doorRoute(calls.renewRecoveryCodes, async (call) =>
      json(200, codes(await renewCodes(parts, call.caller, originOf(call)))),
    ),
    doorRoute(calls.listPasskeys, async (call) => {
      const found = await listPasskeys(database.reads, call.caller.userId);
      const data = found.map(
        (each): Passkey => ({
          id: formatId('psk', each.passkeyId),
          object: 'passkey',
          name: each.name,
          created_at: each.createdAt.toISOString(),
          last_used_at: each.lastUsedAt?.toISOString() ?? null,
        }),
      );
      return json(200, wholeList(data));
    }),
    doorRoute(calls.startPasskey, async (call) => {
      const site = siteOfCall(parts, call);
      const { flow, options } = await database.transaction((tx) =>
        creationOptions(tx, peopleKeys, call.caller, site, call.at),
      );
      return json(200, { object: 'passkey_options', flow, options });
    }),
    doorRoute(calls.addPasskey, async (call) => {
      const site = siteOfCall(parts, call);
      return setUp(201, await addPasskey(parts, call.caller, site, call.body, originOf(call)));
    }),
    doorRoute(calls.removePasskey, async (call) => {
      const id = call.params.passkey_id;
      await removePasskey(parts, call.caller, id, originOf(call));
      return DONE;
    }),
  ];
}

function codes(list: readonly string[]): RecoveryCodes {
  return { object: 'recovery_codes', codes: [...list] };
}
