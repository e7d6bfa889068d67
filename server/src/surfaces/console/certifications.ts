import { whole } from '../../kit/http/index.ts';
import { findPartner, listCertifications } from '../../partners/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentCertification } from '../present/certification.ts';

/** What businesses reported of their programs. */
export function certificationRoutes({ database: { reads } }: Parts) {
  return onConsole({
    listPartnerCertifications: async ({ params: { partner_id: partnerId } }) => {
      await findPartner(reads, partnerId);
      const found = await listCertifications(reads, partnerId);
      return whole(found.map(presentCertification));
    },
  });
}
