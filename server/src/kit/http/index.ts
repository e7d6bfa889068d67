export {
  type Admission,
  type Call,
  type Gate,
  type Idempotency,
  json,
  type Needs,
  type Quota,
  type Reply,
  type Route,
  route,
  type Visit,
} from './call.ts';
export { requestFingerprint } from './canonical.ts';
export { createHttp, type Done, type HttpOptions, mountApi } from './server.ts';
