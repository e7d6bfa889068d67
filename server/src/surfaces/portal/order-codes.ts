import * as contract from '@psnb2b/contract';
import { listMaskedCodes, lookUpCode, returnCodes } from '../../acts/index.ts';
import { actorNames } from '../../identity/index.ts';
import { json, page, replayed, whole } from '../../kit/http/index.ts';
import { parseId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import * as orders from '../../orders/index.ts';
import { findPartner, keyNames } from '../../partners/index.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { codesReply } from '../present/codes.ts';
import { orderActOf } from './order-act-of.ts';
import { tenantOfCall } from './tenant-of-call.ts';

/** The codes of orders, as a partner's people see, read and return them: the verbs of the partner API behind a session. */
export function orderCodeRoutes(parts: Parts) {
  const { reads } = parts.database;
  return onPortal({
    listMaskedCodes: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const nobody = { publicKey: null, at: call.at };
      const codes = await listMaskedCodes(parts, tenant, call.params.order_id, nobody);
      return whole(
        codes.map((each) =>
          present(
            contract.MaskedCode,
            { ...each, ...each.code },
            {
              read: each.code.known,
              replaces: each.shown.replaces,
              claimable_until: each.shown.claimable_until,
              expires_at: each.shown.expires_at,
            },
          ),
        ),
      );
    },
    revealCodes: async (call) => {
      const { order_id: orderId } = call.params;
      const tenant = await tenantOfCall(reads, call);
      const { publicKey } = await findPartner(reads, call.caller.partnerId);
      const { codes: ids } = call.body;
      const named = ids ? ({ ids, member: 'codes' } as const) : null;
      const { at, by, address, requestId } = call;
      const reader = { at, actor: by.actor, address, requestId, publicKey };
      const codes = await orders.readCodes(parts, tenant, orderId, named, reader);
      return codesReply(orderId, codes, call);
    },
    returnCodes: async (call) => {
      const act = await orderActOf(reads, call);
      const done = await returnCodes(parts, { ...act, codes: call.body.codes });
      return replayed(json(200, orders.bodyOf(done.text)), done.replayed);
    },
    lookUpCode: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const found = await lookUpCode(parts, tenant, call.body, call.by);
      return json(200, present(contract.FoundCode, found));
    },
    listReveals: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      return page(
        orders.revealPages,
        call.query,
        (asked) => orders.listOrderReveals(parts, tenant, call.params.order_id, asked),
        async (listed) => {
          const reveals = listed.map(({ reveal }) => reveal);
          const names = await actorNames(
            reads,
            reveals.map(({ reader }) => reader),
          );
          const keyOf = ({ key_id }: contract.Reveal) => key_id && parseId('key', key_id);
          const keys = await keyNames(
            reads,
            reveals.map(keyOf).filter((each) => each !== null),
          );
          return reveals.map((each) => {
            const keyId = keyOf(each);
            const name = keyId === null ? names.get(each.reader) : keys.get(keyId);
            return { ...each, reader_name: name ?? null };
          });
        },
      );
    },
  });
}
