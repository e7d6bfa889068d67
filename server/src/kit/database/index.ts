export { advisoryLocks } from './advisory-locks.ts';
export { arrayText } from './array-text.ts';
export { checkSettings } from './check-settings.ts';
export { claimSingleNode } from './claim-single-node.ts';
export { type CommitCheck, withCommitCheck } from './commit-check.ts';
export { Database, type DatabaseOptions } from './database.ts';
export {
  ConnectFailed,
  DatabaseError,
  isContention,
  isOutcomeUnknown,
  isUnavailable,
  sqlState,
} from './errors.ts';
export { migrate, pendingMigrations } from './migrate.ts';
export type { Db, Rows, Tx } from './types.ts';
export { bumpVersion, type Topic, VersionWatch } from './version-watch.ts';
