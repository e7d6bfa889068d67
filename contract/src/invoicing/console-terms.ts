import { idParam } from '../kit/shapes.ts';
import { acting, moving, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import {
  PartnerPaymentTerm,
  PartnerPaymentTermSet,
  PaymentTerms,
  PaymentTermsSet,
} from './terms.ts';

const params = idParam('partner_id', 'Id of the business.');
const setting = {
  ...acting,
  ...moving('money'),
  tag: 'Partners',
  roles: ['admin', 'finance'],
} as const;

/** When invoices are due. */
export const consolePaymentTermsOperations = {
  getPaymentTerms: {
    ...reading,
    tag: 'Partners',
    id: 'getPaymentTerms',
    path: '/payment-terms',
    summary: 'Read when invoices are due',
    description: 'The term of the shop.',
    replies: ok(PaymentTerms, 'The term.'),
  },
  setPaymentTerms: {
    ...setting,
    id: 'setPaymentTerms',
    path: '/payment-terms',
    summary: 'Set when invoices are due',
    description:
      'For invoices that are issued from now on, of businesses without a term of their own. Issued invoices keep their day.',
    body: PaymentTermsSet,
    replies: ok(PaymentTerms, 'The term.'),
  },
  getPartnerPaymentTerm: {
    ...reading,
    tag: 'Partners',
    id: 'getPartnerPaymentTerm',
    path: '/payment-terms/partners/{partner_id}',
    summary: 'Read when the invoices of a business are due',
    description: 'Its own term, or that of the shop.',
    params,
    replies: ok(PartnerPaymentTerm, 'The term.'),
  },
  setPartnerPaymentTerm: {
    ...setting,
    id: 'setPartnerPaymentTerm',
    path: '/payment-terms/partners/{partner_id}',
    summary: 'Set when the invoices of a business are due',
    description:
      'For its invoices that are issued from now on. Its owners and finance people are notified.',
    params,
    body: PartnerPaymentTermSet,
    replies: ok(PartnerPaymentTerm, 'The term.'),
  },
} as const satisfies Record<string, WebAppOperation>;
