import { certificationCheckNames } from './checks.ts';
import type { Certification, CertificationCreate } from './schemas.ts';

const reported_at = '2026-11-23T16:20:00.000Z';

export const certificationCreateExample: CertificationCreate = {
  checks: certificationCheckNames.map((check) => ({
    check,
    state: check === 'webhook-order' ? 'failed' : 'passed',
  })),
  program_version: '0.1.0',
  took_seconds: 240,
};

export const certificationExample: Certification = {
  object: 'certification',
  reported_at,
  began_at: '2026-11-23T16:16:00.000Z',
  key_id: 'key_01m84hszz1eanvyz7jzfr9v9tv',
  program_version: '0.1.0',
  passed: false,
  checks: certificationCreateExample.checks.map(({ check, state }) => ({
    check,
    state,
    seen_at: check === 'claim' ? '2026-11-23T16:19:41.000Z' : null,
  })),
  webhook_answered_at: null,
};
