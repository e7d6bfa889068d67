import type { MaskedCode } from '@psnb2b/contract';
import type { Tone } from '@psnb2b/ui';

export const codeTones: Readonly<Record<MaskedCode['status'], Tone>> = {
  delivered: 'good',
  replaced: 'neutral',
  refunded: 'neutral',
  returned: 'neutral',
};
