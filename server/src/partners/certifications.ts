import {
  type CertificationCheckName,
  type CertificationState,
  certificationCheckNames,
  certificationsMax,
} from '@psnb2b/contract';
import type { Db, Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';

/** What our own records of a run show, and when; null: they do not. */
export interface SeenInRun {
  readonly orderRepeatedAt: Date | null;
  readonly limitHonouredAt: Date | null;
  readonly unknownSettledAt: Date | null;
  readonly claimFiledAt: Date | null;
  readonly webhookAnsweredAt: Date | null;
}

interface Stored extends SeenInRun {
  readonly keyId: string;
  readonly programVersion: string;
  readonly beganAt: Date;
  readonly reportedAt: Date;
  readonly passed: readonly CertificationCheckName[];
  readonly failed: readonly CertificationCheckName[];
}

/** A result as people see it: every check with what was reported and what we saw. */
export interface Certification
  extends Pick<
    Stored,
    'keyId' | 'programVersion' | 'beganAt' | 'reportedAt' | 'webhookAnsweredAt'
  > {
  readonly passed: boolean;
  readonly checks: readonly {
    readonly check: CertificationCheckName;
    readonly state: CertificationState;
    readonly seenAt: Date | null;
  }[];
}

/** Which record of ours shows a check; what only the program can know has none. */
const SEEN: { readonly [Name in CertificationCheckName]?: keyof SeenInRun } = {
  'lost-reply': 'orderRepeatedAt',
  'rate-limit': 'limitHonouredAt',
  'unknown-outcome': 'unknownSettledAt',
  claim: 'claimFiledAt',
};

const COLUMNS = `c.key_id AS "keyId", c.program_version AS "programVersion", c.began_at AS "beganAt", c.reported_at AS "reportedAt",
  c.passed, c.failed, c.order_repeated_at AS "orderRepeatedAt", c.limit_honoured_at AS "limitHonouredAt",
  c.unknown_settled_at AS "unknownSettledAt", c.claim_filed_at AS "claimFiledAt", c.webhook_answered_at AS "webhookAnsweredAt"`;

/** Keeps a result and returns its id; the oldest beyond those that are kept is deleted. The caller holds the tenant's lock. */
export async function keepCertification(
  tx: Tx,
  { tenantId }: TenantRef,
  result: Stored,
): Promise<string> {
  const id = newUuid(result.reportedAt.getTime());
  await tx.query(
    `INSERT INTO partners.certifications (certification_id, tenant_id, key_id, program_version, began_at, reported_at, passed, failed,
       order_repeated_at, limit_honoured_at, unknown_settled_at, claim_filed_at, webhook_answered_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[id, tenantId, result.keyId, result.programVersion, result.beganAt, result.reportedAt],
      ...[result.passed, result.failed, result.orderRepeatedAt, result.limitHonouredAt],
      ...[result.unknownSettledAt, result.claimFiledAt, result.webhookAnsweredAt],
    ],
  );
  await tx.query(
    `DELETE FROM partners.certifications WHERE tenant_id = $1 AND certification_id < (
       SELECT certification_id FROM partners.certifications WHERE tenant_id = $1
        ORDER BY certification_id DESC OFFSET ${certificationsMax - 1} LIMIT 1)`,
    [tenantId],
  );
  return id;
}

/** One result of a tenant; null if it is another's, or was replaced by later ones. */
export async function findCertification(
  db: Db,
  { tenantId }: TenantRef,
  certificationId: string,
): Promise<Certification | null> {
  const { rows } = await db.query<Stored & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM partners.certifications c WHERE c.tenant_id = $1 AND c.certification_id = $2`,
    [tenantId, certificationId],
  );
  return rows[0] ? shownOf(rows[0]) : null;
}

/** The results of a business, newest first. */
export async function listCertifications(db: Db, partnerId: string): Promise<Certification[]> {
  const { rows } = await db.query<Stored & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM partners.certifications c
       JOIN partners.tenants t ON t.tenant_id = c.tenant_id
      WHERE t.partner_id = $1 ORDER BY c.certification_id DESC LIMIT ${certificationsMax}`,
    [partnerId],
  );
  return rows.map(shownOf);
}

function shownOf(stored: Stored): Certification {
  const { keyId, programVersion, beganAt, reportedAt, webhookAnsweredAt } = stored;
  const checks = certificationCheckNames.map((check) => {
    const record = SEEN[check];
    const state: CertificationState = stored.passed.includes(check)
      ? 'passed'
      : stored.failed.includes(check)
        ? 'failed'
        : 'not_seen';
    return { check, state, seenAt: record === undefined ? null : stored[record] };
  });
  return {
    ...{ keyId, programVersion, beganAt, reportedAt, webhookAnsweredAt, checks },
    passed: checks.every(({ state }) => state === 'passed'),
  };
}
