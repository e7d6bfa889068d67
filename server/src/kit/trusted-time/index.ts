export { type Doubt, GAP_MAX_MS, type TimeRecord } from './judge-time.ts';
export {
  aheadOfMs,
  askDatabaseClock,
  confirmTime,
  type DatabaseClock,
  readTimeRecord,
  refuseOffset,
  TrustedTime,
} from './trusted-time.ts';
