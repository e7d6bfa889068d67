import { consolePages, portalPages } from '@psnb2b/contract';
import { formatId } from '../../kit/ids.ts';
import type { Kind } from '../kind.ts';

interface About {
  readonly orderId: string;
  /** The partner's own number. */
  readonly reference: string | null;
}
interface Reason {
  readonly reason: string;
}

const toBuyers = {
  to: { partner: ['owner', 'buyer'] },
  page: ({ orderId }: Pick<About, 'orderId'>) => portalPages.order(formatId('ord', orderId)),
} as const;

const nameOf = ({ orderId, reference }: About) => reference ?? formatId('ord', orderId);

/** Notifications of a business about what staff decided on its orders, and of the staff about orders that wait for them. */
export const orderKinds = {
  'order.approved': {
    ...toBuyers,
    email: false,
    sentence: (order: About) => `We approved your order ${nameOf(order)}, and its codes are yours.`,
  },
  'order.refused': {
    ...toBuyers,
    email: true,
    sentence: (order: About) => `We refused your order ${nameOf(order)}.`,
    more: ({ reason }: Reason) => `${reason} The money that it held is available again.`,
  },
  'order.cancelled': {
    ...toBuyers,
    email: true,
    sentence: (order: About) => `We cancelled your order ${nameOf(order)}.`,
    more: ({ reason }: Reason) => `${reason} What it held is available again.`,
  },
  'order.waiting': {
    to: { staff: ['admin', 'finance'] },
    email: false,
    page: ({ orderId }: Pick<About, 'orderId'>) => consolePages.order(formatId('ord', orderId)),
    sentence: ({ business, sum }: { readonly business: string; readonly sum: string }) =>
      `An order of ${business} over ${sum} waits for an approval.`,
  },
  'orders.waiting': {
    to: { staff: ['admin', 'finance'] },
    email: false,
    page: () => consolePages.orders,
    sentence: ({ orders }: { readonly orders: number }) =>
      `${orders} orders have begun to wait for an approval.`,
  },
} as const satisfies Record<string, Kind>;
