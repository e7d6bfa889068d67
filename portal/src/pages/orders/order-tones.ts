import type { MaskedCode } from '@psnb2b/contract';
import type { OrderStatus } from '@psnb2b/contract/states';
import type { Tone } from '@psnb2b/ui';

export const orderTones: Readonly<Record<OrderStatus, Tone>> = {
  pending: 'wait',
  paid: 'info',
  delivered: 'good',
  failed: 'bad',
};

export const codeTones: Readonly<Record<MaskedCode['status'], Tone>> = {
  delivered: 'good',
  replaced: 'neutral',
  refunded: 'neutral',
  returned: 'neutral',
};
