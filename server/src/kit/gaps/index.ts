export { beginEpoch, closeGaps, type Epoch, lastEpoch, openGaps } from './epochs.ts';
export { Gaps, gapOpen, mustHaveNoGap } from './gaps.ts';
