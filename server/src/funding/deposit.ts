import type { DepositMethodName, DepositStatus } from '@psnb2b/contract';
import type { Mode } from '../kit/tenant-ref.ts';

/** A payment from when it is first seen; amounts in minor units of the partner's currency. */
export interface Deposit {
  readonly depositId: string;
  readonly tenantId: number;
  readonly mode: Mode;
  readonly status: DepositStatus;
  readonly method: DepositMethodName;
  readonly methodId: string | null;
  readonly network: string | null;
  /** The bank's id of the payment, or transaction and output: one payment of a method has one, for ever. */
  readonly reference: string;
  /** What arrived, a decimal in units of `sentCurrency`; null if only the amount is known. */
  readonly sentAmount: string | null;
  /** ISO 4217, or the ticker of an asset. */
  readonly sentCurrency: string;
  /** What is credited; null while it is not known. */
  readonly amount: number | null;
  /** Who said how much is credited. */
  readonly amountBy: string | null;
  readonly currency: string;
  readonly confirmations: number | null;
  readonly confirmationsRequired: number | null;
  /** Why it is in review, rejected or reversed. */
  readonly reason: string | null;
  readonly recordedBy: string;
  readonly createdAt: Date;
  readonly creditedAt: Date | null;
  readonly creditedBy: string | null;
  readonly reversedAt: Date | null;
  readonly reversedBy: string | null;
}

export const depositColumns = `deposit_id AS "depositId", tenant_id AS "tenantId", mode, status, method, method_id AS "methodId",
  network, reference, trim_scale(sent_amount)::text AS "sentAmount", sent_currency AS "sentCurrency", amount, amount_by AS "amountBy",
  currency, confirmations, confirmations_required AS "confirmationsRequired", reason, recorded_by AS "recordedBy",
  created_at AS "createdAt", credited_at AS "creditedAt", credited_by AS "creditedBy", reversed_at AS "reversedAt",
  reversed_by AS "reversedBy"`;
