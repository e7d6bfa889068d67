export { addressPolicy } from './address-policy.ts';
export { limitHeaders } from './limit-headers.ts';
export { Limiter } from './limiter.ts';
export type { Limits } from './limits.ts';
export { LookUps } from './look-ups.ts';
export { type Bucket, createPolicy, type Policy, type Standing, type Taken } from './policy.ts';
export { rateLimited } from './rate-limited.ts';
export { RecentlyGood } from './recently-good.ts';
