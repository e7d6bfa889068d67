export { beginEpoch, closeGaps, type Epoch, lastEpoch, openGaps } from './epochs.ts';
export { Gaps, gapOpen, isInGap, mustHaveNoGap, readingUnknown } from './gaps.ts';
