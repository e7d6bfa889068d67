import { idParam } from '../kit/shapes.ts';
import { ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { CertificationList } from './schemas.ts';

/** What businesses reported of their programs, as staff see it. */
export const consoleCertificationOperations = {
  listPartnerCertifications: {
    ...reading,
    tag: 'Partners',
    id: 'listPartnerCertifications',
    path: '/partners/{partner_id}/certifications',
    summary: 'List what a business reported of its program',
    description:
      'Results of `psnb2b certify` in test mode, newest first, with what our own records of each run show.',
    params: idParam('partner_id', 'Id of the business.'),
    replies: ok(CertificationList, 'The results.'),
  },
} as const satisfies Record<string, WebAppOperation>;
