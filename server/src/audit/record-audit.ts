import type { AuditAction } from '@psnb2b/contract';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';

/** One act as the audit records it. `detail` holds what changed, never a secret. */
export interface AuditFact extends By {
  readonly tenantId?: number;
  /** One of the contract, which has a sentence for each. */
  readonly action: AuditAction;
  readonly subject: string;
  readonly detail?: { readonly [name: string]: unknown };
}

/** Writes the row in the act's own transaction; the chainer numbers it later. */
export async function recordAudit(tx: Tx, fact: AuditFact): Promise<void> {
  await tx.query(
    'SELECT audit.record($1, $2, $3, $4, $5, $6, $7, $8)',
    [
      ...[fact.at, fact.actor, fact.tenantId ?? null, fact.action, fact.subject],
      ...[fact.address ?? null, fact.requestId ?? null, detailOf(fact)],
    ],
    'audit.record',
  );
}

/** What changed, and why, as the audit stores it. */
export function detailOf({ detail, reason }: Pick<AuditFact, 'detail' | 'reason'>): string {
  return JSON.stringify(reason === undefined ? (detail ?? {}) : { ...detail, reason });
}
