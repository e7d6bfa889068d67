export { type Done, type OneRequest, once } from './once.ts';
export { pruneOldRecords } from './prune-old-records.ts';
export { findMade, type KeyOwner, type MadeBefore, pruneRecords } from './records.ts';
