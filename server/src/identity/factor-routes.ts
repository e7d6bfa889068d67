import { portalOperations } from '@psnb2b/contract';
import { json, type Reply, route } from '../kit/http/index.ts';
import { formatId } from '../kit/ids.ts';
import { DONE, type DoorRoute, idOf, openedCookies, originOf, siteOfCall } from './door-reply.ts';
import type { IdentityParts } from './parts.ts';
import { creationOptions, listPasskeys } from './passkeys.ts';
import type { DoorCall } from './person.ts';
import { wholeList } from './present.ts';
import {
  addPasskey,
  confirmTotp,
  removePasskey,
  removeTotp,
  renewCodes,
  type SetUp,
  startTotp,
} from './set-up-factors.ts';

const calls = portalOperations;

/** Setting up second factors. */
export function factorRoutes(parts: IdentityParts): DoorRoute[] {
  const { database, peopleKeys } = parts;
  const setUp = (status: number, { recoveryCodes, opened }: SetUp): Reply =>
    json(status, codes(recoveryCodes), opened ? openedCookies(parts, opened) : {});
  return [
    route(calls.startTotp, async (call: DoorCall<typeof calls.startTotp>) =>
      json(200, { object: 'totp_setup', ...(await startTotp(parts, call.caller)) }),
    ),
    route(calls.confirmTotp, async (call: DoorCall<typeof calls.confirmTotp>) =>
      setUp(200, await confirmTotp(parts, call.caller, call.body.code, originOf(call))),
    ),
    route(calls.removeTotp, async (call: DoorCall<typeof calls.removeTotp>) => {
      await removeTotp(parts, call.caller, originOf(call));
      return DONE;
    }),
    route(calls.renewRecoveryCodes, async (call: DoorCall<typeof calls.renewRecoveryCodes>) =>
      json(200, codes(await renewCodes(parts, call.caller, originOf(call)))),
    ),
    route(calls.listPasskeys, async (call: DoorCall<typeof calls.listPasskeys>) => {
      const found = await listPasskeys(database.reads, call.caller.userId);
      const data = found.map((each) => ({
        id: formatId('psk', each.passkeyId),
        object: 'passkey',
        name: each.name,
        created_at: each.createdAt.toISOString(),
        last_used_at: each.lastUsedAt?.toISOString() ?? null,
      }));
      return json(200, wholeList(data));
    }),
    route(calls.startPasskey, async (call: DoorCall<typeof calls.startPasskey>) => {
      const site = siteOfCall(parts, call);
      const { flow, options } = await database.transaction((tx) =>
        creationOptions(tx, peopleKeys, call.caller, site, call.at),
      );
      return json(200, { object: 'passkey_options', flow, options });
    }),
    route(calls.addPasskey, async (call: DoorCall<typeof calls.addPasskey>) => {
      const site = siteOfCall(parts, call);
      return setUp(201, await addPasskey(parts, call.caller, site, call.body, originOf(call)));
    }),
    route(calls.removePasskey, async (call: DoorCall<typeof calls.removePasskey>) => {
      const id = idOf('psk', call.params.passkey_id);
      await removePasskey(parts, call.caller, id, originOf(call));
      return DONE;
    }),
  ];
}

function codes(list: readonly string[]) {
  return { object: 'recovery_codes', codes: list };
}
