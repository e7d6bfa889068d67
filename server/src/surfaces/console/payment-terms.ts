import { PartnerPaymentTerm, PaymentTerms } from '@psnb2b/contract';
import {
  paymentTermOf,
  paymentTerms,
  setPartnerPaymentTerm,
  setPaymentTerms,
} from '../../invoicing/index.ts';
import { json } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { tenantOf } from '../../partners/index.ts';
import { byWithReason } from '../both/by-with-reason.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** When invoices are due, for all businesses and for one. */
export function paymentTermsRoutes(parts: Parts) {
  const { database } = parts;
  const { reads } = database;
  const reply = async () => json(200, present(PaymentTerms, await paymentTerms(reads)));
  const replyOf = async (partnerId: string) => {
    const { tenantId } = await tenantOf(reads, partnerId, 'live');
    return json(200, present(PartnerPaymentTerm, await paymentTermOf(reads, tenantId)));
  };
  return onConsole({
    getPaymentTerms: reply,
    setPaymentTerms: async (call) => {
      const by = byWithReason(call);
      await database.transaction((tx) => setPaymentTerms(tx, call.body.days, by));
      return reply();
    },
    getPartnerPaymentTerm: ({ params }) => replyOf(params.partner_id),
    setPartnerPaymentTerm: async (call) => {
      const { partner_id: id } = call.params;
      const by = byWithReason(call);
      await database.transaction((tx) => setPartnerPaymentTerm(tx, parts, id, call.body.days, by));
      return replyOf(id);
    },
  });
}
