import * as contract from '@psnb2b/contract';
import { issueKeyFor, rotateKeyFor } from '../../acts/index.ts';
import { given } from '../../kit/given.ts';
import { json } from '../../kit/http/index.ts';
import type { Mode } from '../../kit/tenant-ref.ts';
import { HOUR_MS } from '../../kit/time.ts';
import * as partners from '../../partners/index.ts';
import { commit } from '../both/commit.ts';
import { madeOnce } from '../both/made-once.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentKey } from '../present/key.ts';

const OVERLAP_HOURS = 24;

/** Keys that staff issue and manage; staff never see one. A key that answers a ticket closes it in the same commit. */
export function keyRoutes(parts: Parts) {
  const { database, versions } = parts;
  const { reads } = database;
  const currencyOf = async (partnerId: string) =>
    (await partners.findPartner(reads, partnerId)).currency;
  const once = (currency: string, at: Date) => ({
    id: ({ keyId }: partners.Key) => keyId,
    find: (keyId: string) => partners.findKey(reads, keyId),
    reply: async (key: partners.Key & { mode: Mode }) =>
      json(201, await presentKey(reads, key, currency, at)),
  });
  return onConsole({
    issueKey: async (call) => {
      const { partner_id: partnerId } = call.params;
      const currency = await currencyOf(partnerId);
      const { mode, ticketId, ...terms } = given(contract.KeyIssue, call.body, currency);
      const order = { mode, ticketId, terms };
      return madeOnce(database, call, {
        make: (tx) => issueKeyFor(tx, parts, partnerId, order, call.by),
        ...once(currency, call.at),
      });
    },
    nameKey: async ({ params, body, at, by }) => {
      const key = await commit(parts, async (tx) =>
        partners.nameKey(tx, await partners.lockKey(tx, params.key_id), body.name, by),
      );
      return json(200, await presentKey(reads, key, await currencyOf(key.partnerId), at));
    },
    changeKey: async ({ params, body, at, by }) => {
      const { keyId, partnerId } = await partners.findKey(reads, params.key_id);
      const currency = await currencyOf(partnerId);
      const change = given(contract.KeyTermsChange, body, currency);
      const key = await commit(parts, (tx) => partners.changeKey(tx, parts, keyId, change, by));
      return json(200, await presentKey(reads, key, currency, at));
    },
    rotateKey: async (call) => {
      const key = await partners.findKey(reads, call.params.key_id);
      const { overlapHours = OVERLAP_HOURS, ticketId } = given(contract.KeyRotate, call.body);
      const order = { overlapMs: overlapHours * HOUR_MS, ticketId };
      const reply = await madeOnce(database, call, {
        make: (tx) => rotateKeyFor(tx, parts, key, order, call.by),
        ...once(await currencyOf(key.partnerId), call.at),
      });
      await versions.poll();
      return reply;
    },
    revokeKey: async ({ params, body, at, by }) => {
      const key = await commit(parts, async (tx) => {
        const found = await partners.lockKey(tx, params.key_id);
        return partners.revokeValidKey(tx, parts, found, body.reason, by);
      });
      return json(200, await presentKey(reads, key, await currencyOf(key.partnerId), at));
    },
  });
}
