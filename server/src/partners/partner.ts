import type { PartnerStatus } from '@psnb2b/contract';
import type { TenantRef } from '../kit/tenant-ref.ts';

/** A business. Money in minor units of its one currency. */
export interface Partner {
  readonly partnerId: string;
  readonly name: string;
  readonly email: string;
  readonly country: string | null;
  readonly currency: string;
  readonly approvedAt: Date | null;
  readonly suspendedAt: Date | null;
  readonly suspendedReason: string | null;
  readonly invoiceLimit: number;
  readonly approvalLimit: number | null;
  /** How long a hold may last, in seconds; 0: none. */
  readonly holdSecondsMax: number;
  readonly holdsOpenMax: number;
  readonly lowBalance: number | null;
  readonly requestsPerMinute: number | null;
  readonly ordersPerMinute: number | null;
  /** JWK text; codes are sent only sealed for it. */
  readonly publicKey: string | null;
  readonly createdAt: Date;
}

/** A partner in one mode, with its price tier. */
export interface Tenant extends TenantRef {
  readonly partnerId: string;
  readonly currency: string;
  readonly tier: string;
  readonly discountBps: number;
  readonly volume30d: number;
}

export const partnerColumns = `partner_id AS "partnerId", name, email, country, currency,
  approved_at AS "approvedAt", suspended_at AS "suspendedAt",
  suspended_reason AS "suspendedReason", invoice_limit AS "invoiceLimit",
  approval_limit AS "approvalLimit", hold_seconds_max AS "holdSecondsMax",
  holds_open_max AS "holdsOpenMax", low_balance AS "lowBalance",
  requests_per_minute AS "requestsPerMinute", orders_per_minute AS "ordersPerMinute",
  public_key AS "publicKey", created_at AS "createdAt"`;

export const tenantColumns = `t.tenant_id AS "tenantId", t.partner_id AS "partnerId", t.mode,
  p.currency, t.tier, t.discount_bps AS "discountBps", t.volume_30d AS "volume30d"`;

/** What a business may do now; a suspended business may or may not have been approved. */
export function partnerStatus(partner: Partner): PartnerStatus {
  if (partner.suspendedAt) return 'suspended';
  return partner.approvedAt ? 'approved' : 'new';
}
