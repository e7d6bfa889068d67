import type { KeyObject } from 'node:crypto';
import { keyCan, portalOperations } from '@psnb2b/contract';
import { byOf, onceByPerson } from '../../identity/index.ts';
import { amountOf } from '../../kit/amount-of.ts';
import type { Database, VersionWatch } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { wholeList } from '../../kit/pages.ts';
import { invalidState, Refusal } from '../../kit/refusal.ts';
import type { Teller } from '../../notifications/index.ts';
import {
  findPartner,
  issueKey,
  keyStatus,
  listKeys,
  lockKeyOf,
  lockPartner,
  restrictKey,
  revealKey,
  revokeKey,
} from '../../partners/index.ts';
import type { Vault } from '../../vault/index.ts';
import { type DoorRoute, doorRoute } from '../both/door-reply.ts';
import { businessOfCaller } from '../both/people.ts';
import { presentKey } from '../present/key.ts';

const calls = portalOperations;

export interface KeyParts extends Teller {
  readonly database: Database;
  readonly vault: Vault;
  readonly pepper: KeyObject;
  readonly versions: VersionWatch;
}

/** API keys of a business, for its own people. A change takes effect here at once. */
export function portalKeyRoutes(parts: KeyParts): DoorRoute[] {
  const { database, versions } = parts;
  const currencyOf = async (partnerId: string) =>
    (await findPartner(database.reads, partnerId)).currency;
  return [
    doorRoute(calls.listKeys, async ({ caller, at }) => {
      const { partnerId } = businessOfCaller(caller);
      const currency = await currencyOf(partnerId);
      const keys = await listKeys(database.reads, partnerId);
      return json(200, wholeList(keys.map((key) => presentKey(key, key.mode, currency, at))));
    }),
    doorRoute(calls.createTestKey, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      const currency = await currencyOf(partnerId);
      const { made } = await onceByPerson(database, calls.createTestKey, call, async (tx) => {
        const { suspendedAt } = await lockPartner(tx, partnerId);
        if (suspendedAt) throw new Refusal('partner_suspended');
        const issued = await issueKey(tx, parts, partnerId, 'test', {}, byOf(call));
        return { resource: issued.key.keyId, made: issued };
      });
      // Its text is not stored, so a retry whose first reply was lost can only be refused.
      if (!made) throw issuedBefore();
      const { key, text } = made;
      await versions.poll();
      const shown = presentKey(key, 'test', currency, call.at);
      return json(201, { object: 'revealed_key', api_key: shown, key: text });
    }),
    doorRoute(calls.revealKey, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      const keyId = call.params.key_id;
      const { key, mode, text } = await database.transaction((tx) =>
        revealKey(tx, parts, partnerId, keyId, byOf(call)),
      );
      await versions.poll();
      const shown = presentKey(key, mode, await currencyOf(partnerId), call.at);
      return json(200, { object: 'revealed_key', api_key: shown, key: text });
    }),
    doorRoute(calls.restrictKey, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      const currency = await currencyOf(partnerId);
      const { scopes, allow_cidr, daily_spend, daily_quantity } = call.body;
      const change = {
        ...(scopes && { scopes }),
        ...(allow_cidr && { allowCidr: allow_cidr }),
        ...(daily_spend !== undefined && {
          dailySpend: amountOf('daily_spend', daily_spend, currency),
        }),
        ...(daily_quantity !== undefined && { dailyQuantity: daily_quantity }),
      };
      const keyId = call.params.key_id;
      const key = await database.transaction((tx) =>
        restrictKey(tx, parts, partnerId, keyId, change, byOf(call)),
      );
      await versions.poll();
      return json(200, presentKey(key, key.mode, currency, call.at));
    }),
    doorRoute(calls.revokeKey, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      const currency = await currencyOf(partnerId);
      const key = await database.transaction(async (tx) => {
        const found = await lockKeyOf(tx, partnerId, call.params.key_id);
        checkRevocable(keyStatus(found, call.at));
        return {
          ...found,
          ...(await revokeKey(tx, parts, found.keyId, call.body.reason, byOf(call))),
        };
      });
      await versions.poll();
      return json(200, presentKey(key, key.mode, currency, call.at));
    }),
  ];
}

function issuedBefore(): Refusal {
  const detail = 'The key was issued, and is shown only once; revoke it and issue another.';
  return invalidState('issued', detail);
}

export function checkRevocable(status: ReturnType<typeof keyStatus>): void {
  if (keyCan.revoke({ status }).can) return;
  throw invalidState(status, 'This key is no longer valid.');
}
