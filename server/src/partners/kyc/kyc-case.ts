import type { KycDocumentKind, KycStatus } from '@psnb2b/contract';
import type { Side } from '../../identity/index.ts';

/** The review of a business; each business has exactly one. */
export interface KycCase {
  readonly caseId: string;
  readonly partnerId: string;
  readonly status: KycStatus;
  readonly submittedAt: Date | null;
  readonly decidedAt: Date | null;
  /** Name of the person who decided last. */
  readonly reviewer: string | null;
  readonly reason: string | null;
  readonly validUntil: Date | null;
  readonly createdAt: Date;
}

export interface CaseDocument {
  readonly fileId: string;
  readonly kind: KycDocumentKind;
}

export interface Step {
  readonly at: Date;
  readonly side: Side;
  readonly name: string;
  readonly event: StepEvent;
  readonly text: string | null;
  readonly internal: boolean;
}

export type StepEvent =
  | 'opened'
  | 'profile_changed'
  | 'document_added'
  | 'document_removed'
  | 'submitted'
  | 'item_marked'
  | 'asked'
  | 'approved'
  | 'rejected'
  | 'reopened'
  | 'expired';

export const caseColumns = `case_id AS "caseId", partner_id AS "partnerId", status,
  submitted_at AS "submittedAt", decided_at AS "decidedAt", reviewer, reason,
  valid_until AS "validUntil", created_at AS "createdAt"`;
