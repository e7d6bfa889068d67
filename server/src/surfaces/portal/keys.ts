import { keyCan } from '@psnb2b/contract';
import { onceByPerson } from '../../identity/index.ts';
import { amountOf } from '../../kit/amount-of.ts';
import { json } from '../../kit/http/index.ts';
import { wholeReply } from '../../kit/pages.ts';
import { invalidState, Refusal } from '../../kit/refusal.ts';
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
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentKey } from '../present/key.ts';

/** API keys of a business, for its own people. A change takes effect here at once. */
export function keyRoutes(parts: Parts) {
  const { database, versions } = parts;
  const currencyOf = async (partnerId: string) =>
    (await findPartner(database.reads, partnerId)).currency;
  return onPortal({
    listKeys: async ({ caller: { partnerId }, at }) => {
      const currency = await currencyOf(partnerId);
      const keys = await listKeys(database.reads, partnerId);
      return wholeReply(keys.map((key) => presentKey(key, key.mode, currency, at)));
    },
    createTestKey: async (call) => {
      const { partnerId } = call.caller;
      const currency = await currencyOf(partnerId);
      const { made } = await onceByPerson(database, call, async (tx) => {
        const { suspendedAt } = await lockPartner(tx, partnerId);
        if (suspendedAt) throw new Refusal('partner_suspended');
        const issued = await issueKey(tx, parts, partnerId, 'test', {}, call.by);
        return { resource: issued.key.keyId, made: issued };
      });
      // Its text is not stored, so a retry whose first reply was lost can only be refused.
      if (!made) throw issuedBefore();
      await versions.poll();
      const shown = presentKey(made.key, 'test', currency, call.at);
      return json(201, { object: 'revealed_key', api_key: shown, key: made.text });
    },
    revealKey: async ({ caller: { partnerId }, params, at, by }) => {
      const { key, mode, text } = await database.transaction((tx) =>
        revealKey(tx, parts, partnerId, params.key_id, by),
      );
      await versions.poll();
      const shown = presentKey(key, mode, await currencyOf(partnerId), at);
      return json(200, { object: 'revealed_key', api_key: shown, key: text });
    },
    restrictKey: async ({ caller: { partnerId }, params, body, at, by }) => {
      const currency = await currencyOf(partnerId);
      const { scopes, allow_cidr, daily_spend, daily_quantity } = body;
      const change = {
        ...(scopes && { scopes }),
        ...(allow_cidr && { allowCidr: allow_cidr }),
        ...(daily_spend !== undefined && {
          dailySpend: amountOf('daily_spend', daily_spend, currency),
        }),
        ...(daily_quantity !== undefined && { dailyQuantity: daily_quantity }),
      };
      const key = await database.transaction((tx) =>
        restrictKey(tx, parts, partnerId, params.key_id, change, by),
      );
      await versions.poll();
      return json(200, presentKey(key, key.mode, currency, at));
    },
    revokeKey: async ({ caller: { partnerId }, params, body, at, by }) => {
      const key = await database.transaction(async (tx) => {
        const found = await lockKeyOf(tx, partnerId, params.key_id);
        checkRevocable(keyStatus(found, at));
        return { ...found, ...(await revokeKey(tx, parts, found.keyId, body.reason, by)) };
      });
      await versions.poll();
      return json(200, presentKey(key, key.mode, await currencyOf(partnerId), at));
    },
  });
}

function issuedBefore(): Refusal {
  const detail = 'The key was issued, and is shown only once; revoke it and issue another.';
  return invalidState('issued', detail);
}

export function checkRevocable(status: ReturnType<typeof keyStatus>): void {
  if (keyCan.revoke({ status }).can) return;
  throw invalidState(status, 'This key is no longer valid.');
}
