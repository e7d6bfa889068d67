export type { BodyLimits } from './body-pace.ts';
export {
  type Admission,
  type Authoriser,
  type Call,
  endless,
  everyRoute,
  type Idempotency,
  json,
  type Needs,
  type Operation,
  type Quota,
  type Reply,
  type RequestHead,
  type RequestInfo,
  type Route,
  raw,
  replayed,
  routesOf,
  type Upload,
} from './call.ts';
export { canonicalJson, requestFingerprint } from './canonical.ts';
export { csvFile, csvList, csvPieces, inRequest, wantsCsv } from './csv-list.ts';
export { Drain } from './drain.ts';
export type { HttpOptions, Served } from './exchange.ts';
export { inProgress } from './keys-under-way.ts';
export { countedPage, page, pageAndFilters, pageBothWays, whole } from './list-reply.ts';
export { mountApi } from './mount-api.ts';
export { chooseCoding, chooseType, readWeights } from './negotiate.ts';
export { exportPiece, patiently } from './patiently.ts';
export { problemOf, refusalOf } from './problem.ts';
export { createHttp } from './server.ts';
export { UploadPlaces } from './upload-places.ts';
