import type { CertificationCreate } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { lastClaimFiled } from '../claims/index.ts';
import { assert } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalid } from '../kit/refusal.ts';
import { SECOND_MS } from '../kit/time.ts';
import { type KeyEntry, keepCertification } from '../partners/index.ts';
import { spendQuota } from '../quotas/index.ts';
import { repeatedOrders } from '../request-log/index.ts';
import { lastAnswered } from '../webhooks/index.ts';

/**
 * Keeps what a business reports of its program, with what our own records of the run show, and returns its id. Refuses a check that is named
 * twice, and above the quota of a day. The caller holds the tenant's lock.
 */
export async function reportCertification(
  tx: Tx,
  caller: Pick<KeyEntry, 'tenantId' | 'partnerId' | 'mode' | 'keyId'>,
  { checks, program_version: programVersion, took_seconds: seconds }: CertificationCreate,
  by: By,
): Promise<string> {
  const { tenantId, partnerId, mode, keyId } = caller;
  assert(mode === 'test', 'a program is certified in test mode');
  for (const [at, { check }] of checks.entries()) {
    if (checks.findIndex((each) => each.check === check) === at) continue;
    const pointer = `/checks/${at}/check`;
    throw invalid({ pointer, code: 'unique_items', detail: 'This check is named twice.' });
  }
  const named = (state: string) =>
    checks.filter((each) => each.state === state).map(({ check }) => check);
  const { at: reportedAt } = by;
  const beganAt = new Date(reportedAt.getTime() - seconds * SECOND_MS);
  const run = { from: beganAt, before: new Date(reportedAt.getTime() + 1) };
  const [passed, failed] = [named('passed'), named('failed')];
  const seen = {
    ...(await repeatedOrders(tx, tenantId, run)),
    claimFiledAt: await lastClaimFiled(tx, tenantId, run),
    webhookAnsweredAt: await lastAnswered(tx, tenantId, run),
  };
  const id = await keepCertification(tx, caller, {
    ...{ keyId, programVersion, beganAt, reportedAt, passed, failed },
    ...seen,
  });
  await recordAudit(tx, {
    ...by,
    tenantId,
    action: 'certification.reported',
    subject: formatId('prt', partnerId),
    detail: { passed, failed },
  });
  await spendQuota(tx, 'certifications', { owner: `tenant ${tenantId}`, at: reportedAt });
  return id;
}
