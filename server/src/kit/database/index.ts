export { advisoryLocks } from './advisory-locks.ts';
export { type AppRole, roleOf, urlAs } from './app-role.ts';
export { arrayText, elementText } from './array-text.ts';
export { type BaseBackup, openBaseBackup, type SystemCopied } from './base-backup.ts';
export { type Access, accessOf, checkServer } from './check-server.ts';
export { commit, refuseWarning } from './commit.ts';
export {
  type CommitCheck,
  currentCommitCheck,
  withCommitCheck,
  withoutCommitCheck,
} from './commit-check.ts';
export { CommitProbe } from './commit-probe.ts';
export { Database, type DatabaseOptions } from './database.ts';
export { DatabaseProblem } from './database-problem.ts';
export { deadlinesOf, TIMEOUT_MS } from './deadlines.ts';
export { withEffects } from './effects.ts';
export {
  ConnectFailed,
  DatabaseError,
  isContention,
  isOutcomeUnknown,
  isUnavailable,
  NothingHappened,
  OutcomeUnknown,
  sqlState,
} from './errors.ts';
export { forgetChanges } from './forget-changes.ts';
export { declaredGrants, type ModuleGrants } from './grants.ts';
export { DatabaseHosts, type HostsState, urlsOfHosts } from './hosts.ts';
export { isoTime } from './iso-time.ts';
export { lastArchivedAt } from './last-archived.ts';
export { migrate, pendingMigrations, requireMigrated, workerName } from './migrate.ts';
export {
  MOVE_MARK,
  MOVE_SCHEMA,
  MOVING,
  type MoveMark,
  moveProblem,
  parseMoveMark,
} from './move-mark.ts';
export { openConnection } from './open-connection.ts';
export { type Lead, leadOf, refuseTwoDatabases } from './place-of.ts';
export { currentReader, forReader, ReaderGone } from './reader.ts';
export { databaseRefusal, refusalFor } from './refusal-for.ts';
export { contractOf, migrationNames } from './run-migrations.ts';
export { sendQuery } from './send-query.ts';
export type { Settings } from './session.ts';
export { type LateOutcome, StandbyReads } from './standby-reads.ts';
export { traceStatement } from './trace-statement.ts';
export type { Db, Rows, Tx } from './types.ts';
export { bumpVersion, type Topic, VersionWatch } from './version-watch.ts';
export { walSizeReader } from './wal-size.ts';
