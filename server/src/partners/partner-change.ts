import { holdSecondsMax, holdsOpenMax } from '@psnb2b/contract';
import { AMOUNT_MINOR_MAX } from '../kit/money.ts';
import { invalid } from '../kit/refusal.ts';
import { checkPublicKey } from '../vault/index.ts';

/** What can be changed about a partner; members that are left out stay. Money in minor units. */
export interface PartnerChange {
  /** A first approval keeps its time until it is revoked. */
  readonly approved?: boolean;
  /** The reason to suspend it, or null to resume it. */
  readonly suspended?: string | null;
  readonly invoiceLimit?: number;
  readonly approvalLimit?: number | null;
  /** Seconds; 0: no holds. */
  readonly holdSecondsMax?: number;
  readonly holdsOpenMax?: number;
  readonly lowBalance?: number | null;
  readonly requestsPerMinute?: number | null;
  readonly ordersPerMinute?: number | null;
  /** JWK text (P-256 or X25519): codes are sent only sealed for it. */
  readonly publicKey?: string | null;
}

const PARTNER_RATE_MAX = 3_000_000;
const REASON_MAX = 500;

/** The change in stored form; refuses invalid values. */
export async function readPartnerChange(change: PartnerChange): Promise<PartnerChange> {
  const { suspended, publicKey } = change;
  if (typeof suspended === 'string' && (suspended.trim() === '' || suspended.length > REASON_MAX)) {
    const detail = `It must be a reason of 1 to ${REASON_MAX} characters.`;
    throw invalid({ pointer: '/suspend', code: 'max_length', detail });
  }
  checkRange('invoice_limit', change.invoiceLimit, 0, AMOUNT_MINOR_MAX);
  checkRange('approval_limit', change.approvalLimit, 0, AMOUNT_MINOR_MAX);
  checkRange('hold_seconds_max', change.holdSecondsMax, 0, holdSecondsMax);
  checkRange('holds_open_max', change.holdsOpenMax, 0, holdsOpenMax);
  checkRange('low_balance', change.lowBalance, 0, AMOUNT_MINOR_MAX);
  checkRange('requests_per_minute', change.requestsPerMinute, 1, PARTNER_RATE_MAX);
  checkRange('orders_per_minute', change.ordersPerMinute, 1, PARTNER_RATE_MAX);
  return {
    ...change,
    ...(publicKey && { publicKey: await checkPublicKey(publicKey) }),
  };
}

function checkRange(
  name: string,
  value: number | null | undefined,
  minimum: number,
  maximum: number,
): void {
  if (value === null || value === undefined) return;
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return;
  throw invalid({
    pointer: `/${name}`,
    code: value > maximum ? 'maximum' : 'minimum',
    detail: `It must be ${minimum} to ${maximum}.`,
  });
}
