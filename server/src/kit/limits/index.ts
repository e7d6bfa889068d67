export { limitHeaders } from './limit-headers.ts';
export {
  type Bucket,
  createPolicy,
  Limiter,
  type Policy,
  type Standing,
  type Taken,
} from './limiter.ts';
