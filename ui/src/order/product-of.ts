import { withUnit } from '../value/with-unit.ts';

/** What of its kind an order sells: `US 50 USD`. */
export function productOf(order: {
  readonly region: string;
  readonly denomination: number;
  readonly face_currency: string;
}): string {
  return `${order.region} ${withUnit(order.denomination, order.face_currency)}`;
}
