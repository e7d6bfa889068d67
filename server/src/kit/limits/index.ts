export { limitHeaders } from './limit-headers.ts';
export { type Bucket, Limiter, type Standing } from './limiter.ts';
