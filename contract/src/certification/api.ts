import type { Operation } from '../kit/operation.ts';
import { certificationCreateExample, certificationExample } from './examples.ts';
import { Certification, CertificationCreate } from './schemas.ts';

export const reportCertification = {
  id: 'reportCertification',
  method: 'POST',
  path: '/test/certifications',
  tag: 'Test mode',
  summary: 'Report the result of a certification',
  description:
    '`psnb2b certify` sends its result with your test key, so that your colleagues and our staff see it. We compare it with our own records of the run: ' +
    '`seen_at` says which checks they show. The last ten results are kept. For test keys only.',
  auth: 'key',
  scope: 'orders',
  limit: 'requests',
  idempotent: true,
  body: CertificationCreate,
  replies: {
    201: {
      description: 'The result as it is kept.',
      schema: Certification,
      headers: ['Idempotent-Replayed'],
      examples: { reported: { summary: 'One check failed', value: certificationExample } },
    },
  },
  refusals: ['limit_reached'],
  examples: { run: { summary: 'One check failed', value: certificationCreateExample } },
} as const satisfies Operation;
