import { portalPages } from '@psnb2b/contract';
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

/** Notifications of a business about what staff decided on its orders. */
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
} as const satisfies Record<string, Kind>;
