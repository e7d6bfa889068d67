import { ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { CertificationList } from './schemas.ts';

/** What a business reported of its own program. */
export const portalCertificationOperations = {
  listCertifications: {
    ...reading,
    tag: 'Business',
    id: 'listCertifications',
    path: '/certifications',
    summary: 'List the results of certifications',
    description: 'What `psnb2b certify` reported with your test keys, newest first.',
    replies: ok(CertificationList, 'The results.'),
  },
} as const satisfies Record<string, WebAppOperation>;
