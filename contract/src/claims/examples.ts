import type { Claim, ClaimCreate, ClaimEvidence, ClaimMessage } from './schemas.ts';
import { claimEvidence } from './states.ts';

/** The story of examples.ts continues: one of the ten cards does not work. */
const orderId = 'ord_01m84j5stvek8taznva0d678kp';
const claimId = 'clm_01m86d72r0faavxbkxmvvmazfc';
const codeId = 'cod_01m84f9wa0ep894fyg5a2ba3x0';
const filedAt = '2026-11-24T09:12:00.000Z';

export const claimCreateExample: ClaimCreate = {
  order_id: orderId,
  codes: [codeId],
  reason: 'invalid',
  description: 'The store says that the code is not valid. Two customers tried it.',
};

export const claimExample: Claim = {
  id: claimId,
  object: 'claim',
  mode: 'live',
  status: 'open',
  order_id: orderId,
  reason: 'invalid',
  description: claimCreateExample.description,
  priority: 'high',
  origin: 'partner',
  codes: [
    {
      id: codeId,
      resolution: null,
      detail: null,
      replacement: null,
      refund: null,
      claimable_until: '2026-11-30T16:00:12.123Z',
    },
  ],
  currency: 'USD',
  refunded: '0.00',
  evidence: claimEvidence.invalid.map((each) => ({ ...each, given: false })),
  created_at: filedAt,
  answer_due_at: '2026-11-24T13:12:00.000Z',
  decision_due_at: '2026-11-25T09:12:00.000Z',
  first_answered_at: null,
  decided_at: null,
  sequence: 1,
};

export const replacedClaimExample: Claim = {
  ...claimExample,
  status: 'approved',
  codes: claimExample.codes.map((code) => ({
    ...code,
    resolution: 'replaced' as const,
    replacement: 'cod_01m84eqjc0e4p8qggsdepspfvt',
  })),
  first_answered_at: '2026-11-24T10:00:31.480Z',
  decided_at: '2026-11-24T10:00:31.480Z',
  sequence: 3,
};

export const withdrawnClaimExample: Claim = {
  ...claimExample,
  status: 'withdrawn',
  decided_at: '2026-11-24T09:40:02.004Z',
  sequence: 2,
};

export const claimMessageExample: ClaimMessage = {
  id: 'msg_01m86d72r0faavxbkxmvvmazfd',
  object: 'claim_message',
  claim_id: claimId,
  from: 'partner',
  text: 'Both customers entered it in the US store.',
  created_at: '2026-11-24T09:14:20.118Z',
};

export const claimEvidenceExample: ClaimEvidence = {
  object: 'claim_evidence',
  claim_id: claimId,
  item: 'error_screenshot',
  from: 'partner',
  file: {
    id: 'fil_01m86d72r0faavxbkxmvvmazfe',
    object: 'file',
    name: 'store-error.png',
    media_type: 'image/png',
    size: 48_213,
    created_at: '2026-11-24T09:13:05.000Z',
  },
};
