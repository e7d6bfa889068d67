import { Certification, CertificationCheck } from '@psnb2b/contract';
import { present } from '../../kit/present.ts';
import type * as partners from '../../partners/index.ts';

export function presentCertification(certification: partners.Certification) {
  const checks = certification.checks.map((each) => present(CertificationCheck, each));
  return present(Certification, certification, { checks });
}
