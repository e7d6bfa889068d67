import type { BankLineState } from '@psnb2b/contract';

/** A line of an account, whatever statements it is in; money in minor units of the account's currency. */
export interface BankLine {
  readonly lineId: string;
  readonly accountId: string;
  readonly currency: string;
  /** The name of this payment for ever. */
  readonly outsideId: string;
  /** Days like `2026-11-04`. */
  readonly bookedOn: string;
  readonly valueOn: string | null;
  readonly amount: number;
  readonly payer: string;
  readonly payerAccount: string;
  readonly text: string;
  readonly reference: string;
  /** Whose creditor reference it has, whole and with the right check digits. */
  readonly referenceTenantId: number | null;
  readonly state: BankLineState;
  /** Counts its changes. */
  readonly version: number;
  /** How many deposits were recorded from it. */
  readonly attempts: number;
  readonly reason: string | null;
  readonly changedBy: string | null;
  readonly changedAt: Date | null;
}

/** Columns of `bank_statements.lines AS l` joined with its account as `a`. */
export const lineColumns = `l.line_id AS "lineId", l.account_id AS "accountId", a.currency, l.outside_id AS "outsideId",
  l.booked_on::text AS "bookedOn", l.value_on::text AS "valueOn", l.amount, l.payer, l.payer_account AS "payerAccount", l.text,
  l.reference, l.reference_tenant_id AS "referenceTenantId", l.state, l.version, l.attempts, l.reason,
  l.changed_by AS "changedBy", l.changed_at AS "changedAt"`;

/** A deposit that accounts for a line, or for a part of it. */
export interface LinePart {
  readonly lineId: string;
  readonly depositId: string;
  readonly tenantId: number;
  /** Minor units of the account's currency. */
  readonly amount: number;
  /** Whether the deposit was recorded from the line; otherwise somebody had recorded it before. */
  readonly made: boolean;
  readonly addedBy: string;
  readonly addedAt: Date;
}

export const partColumns = `line_id AS "lineId", deposit_id AS "depositId", tenant_id AS "tenantId", amount, made,
  added_by AS "addedBy", added_at AS "addedAt"`;
