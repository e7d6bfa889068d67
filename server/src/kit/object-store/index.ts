export { type ObjectBucket, openBucket, parseBucketPlace } from './bucket.ts';
export type { StoreSettings } from './settings.ts';
export { StoreProblem } from './store-problem.ts';
