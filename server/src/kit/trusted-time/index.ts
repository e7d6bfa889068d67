export { type Doubt, GAP_MAX_MS, OFFSET_MAX_MS, type TimeRecord } from './judge-time.ts';
export {
  askDatabaseClock,
  confirmTime,
  type DatabaseClock,
  readTimeRecord,
  TrustedTime,
} from './trusted-time.ts';
