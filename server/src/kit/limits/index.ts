export { addressPolicy } from './address-policy.ts';
export { limitHeaders } from './limit-headers.ts';
export {
  type Bucket,
  createPolicy,
  Limiter,
  type Policy,
  type Standing,
  type Taken,
} from './limiter.ts';
export { LookUps } from './look-ups.ts';
export { rateLimited } from './rate-limited.ts';
export { RecentlyGood } from './recently-good.ts';
