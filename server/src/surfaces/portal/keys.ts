import * as contract from '@psnb2b/contract';
import { onceByPerson } from '../../identity/index.ts';
import { given } from '../../kit/given.ts';
import { json, whole } from '../../kit/http/index.ts';
import { invalidState, type Refusal } from '../../kit/refusal.ts';
import * as partners from '../../partners/index.ts';
import { commit } from '../both/commit.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentKey, presentKeys } from '../present/key.ts';

/** API keys of a business, for its own people. A change takes effect here at once. */
export function keyRoutes(parts: Parts) {
  const { database, versions } = parts;
  const { reads } = database;
  const currencyOf = async (partnerId: string) =>
    (await partners.findPartner(reads, partnerId)).currency;
  return onPortal({
    listKeys: async ({ caller: { partnerId }, at }) => {
      const currency = await currencyOf(partnerId);
      const keys = await partners.listKeys(reads, partnerId);
      return whole(await presentKeys(reads, keys, currency, at));
    },
    createTestKey: async (call) => {
      const { partnerId } = call.caller;
      const { name = null } = call.body;
      const currency = await currencyOf(partnerId);
      const { made } = await onceByPerson(database, call, async (tx) => {
        const issued = await partners.issueTestKey(tx, parts, partnerId, name, call.by);
        return { resource: issued.key.keyId, made: issued };
      });
      // Its text is not stored, so a retry whose first reply was lost can only be refused.
      if (!made) throw issuedBefore();
      await versions.poll();
      const shown = await presentKey(reads, { ...made.key, mode: 'test' }, currency, call.at);
      return json(201, { object: 'revealed_key', api_key: shown, key: made.text });
    },
    revealKey: async ({ caller: { partnerId }, params, at, by }) => {
      const { key, mode, text } = await commit(parts, (tx) =>
        partners.revealKey(tx, parts, partnerId, params.key_id, by),
      );
      const shown = await presentKey(reads, { ...key, mode }, await currencyOf(partnerId), at);
      return json(200, { object: 'revealed_key', api_key: shown, key: text });
    },
    nameKey: async ({ caller: { partnerId }, params, body, at, by }) => {
      const key = await commit(parts, async (tx) => {
        const found = await partners.lockKeyOf(tx, partnerId, params.key_id);
        return partners.nameKey(tx, found, body.name, by);
      });
      return json(200, await presentKey(reads, key, await currencyOf(partnerId), at));
    },
    restrictKey: async ({ caller: { partnerId }, params, body, at, by }) => {
      const currency = await currencyOf(partnerId);
      const change = given(contract.KeyRestrict, body, currency);
      const key = await commit(parts, (tx) =>
        partners.restrictKey(tx, parts, partnerId, params.key_id, change, by),
      );
      return json(200, await presentKey(reads, key, currency, at));
    },
    revokeKey: async ({ caller: { partnerId }, params, body, at, by }) => {
      const key = await commit(parts, async (tx) => {
        const found = await partners.lockKeyOf(tx, partnerId, params.key_id);
        return partners.revokeValidKey(tx, parts, found, body.reason, by);
      });
      return json(200, await presentKey(reads, key, await currencyOf(partnerId), at));
    },
  });
}

function issuedBefore(): Refusal {
  const detail = 'The key was issued, and is shown only once; revoke it and issue another.';
  return invalidState('issued', detail);
}
