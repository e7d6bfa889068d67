import { type Static, Type } from 'typebox';
import { nullable, time } from '../kit/primitives.ts';
import { changeReason, lastSet, request } from '../kit/shapes.ts';

/** How many days after its date an invoice is due where nothing else was set, and the most that can be set. */
export const paymentDaysDefault = 14;
export const paymentDaysMax = 180;

const days = Type.Integer({
  minimum: 0,
  maximum: paymentDaysMax,
  description:
    'How many days after its date an invoice is due, as far as the balance does not cover it; 0: on its date.',
});

export const PaymentTerms = Type.Object(
  {
    object: Type.Literal('payment_terms'),
    days,
    default_days: Type.Integer({ description: `What it is unless set: ${paymentDaysDefault}.` }),
    ...lastSet,
  },
  { title: 'PaymentTerms', description: 'When invoices are due.' },
);
export type PaymentTerms = Static<typeof PaymentTerms>;

export const PaymentTermsSet = request(
  'PaymentTermsSet',
  'When invoices are due that are issued from now on, for businesses without a term of their own.',
  { days, reason: changeReason },
);

/** When the invoices of one business are due. */
export const PartnerPaymentTerm = Type.Object(
  {
    object: Type.Literal('partner_payment_term'),
    days,
    is_own: Type.Boolean({ description: 'Whether it was agreed with this business.' }),
    shop_days: Type.Integer({ description: 'What applies to the others.' }),
    set_at: nullable(time('When its own was set.')),
    set_by: nullable(Type.String({ description: 'Who set its own.' })),
  },
  { title: 'PartnerPaymentTerm', description: 'When the invoices of a business are due.' },
);
export type PartnerPaymentTerm = Static<typeof PartnerPaymentTerm>;

export const PartnerPaymentTermSet = request(
  'PartnerPaymentTermSet',
  'When invoices of a business are due that are issued from now on.',
  {
    days: Type.Union([days, Type.Null()], {
      description: 'Days after the date of the invoice; null: the term of the shop.',
    }),
    reason: changeReason,
  },
);
