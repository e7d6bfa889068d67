import type { OrderStatus } from '@psnb2b/contract';
import type { Tone } from '../value/StatusBadge.tsx';

/** The tone of each state of an order, for its buyer and for staff. */
export const orderTones: Readonly<Record<OrderStatus, Tone>> = {
  pending: 'wait',
  paid: 'info',
  delivered: 'good',
  failed: 'bad',
};
