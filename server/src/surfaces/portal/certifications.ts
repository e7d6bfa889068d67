import { whole } from '../../kit/http/index.ts';
import { listCertifications } from '../../partners/index.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentCertification } from '../present/certification.ts';

/** What a business reported of its own program. */
export function certificationRoutes({ database }: Parts) {
  return onPortal({
    listCertifications: async ({ caller }) => {
      const found = await listCertifications(database.reads, caller.partnerId);
      return whole(found.map(presentCertification));
    },
  });
}
