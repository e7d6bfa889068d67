export { archiveWal, type WalParts } from './archive-wal.ts';
export {
  type CheckedBackup,
  checkFiles,
  checkPostgres,
  checkVersion,
  openBackup,
} from './check-backup.ts';
export { type BackupOrder, type BackupParts, failureOf, makeBackup } from './make-backup.ts';
export type { Manifest } from './manifest.ts';
export { placeOf } from './place-of.ts';
export { checkWal, type WalSpan } from './read-wal.ts';
export { runSchedule, type ScheduleParts } from './run-schedule.ts';
export {
  type BackupSchedule,
  lastBackupAt,
  markNotified,
  readSchedule,
  setSchedule,
} from './schedule.ts';
export { listBackups, type MadeBackup } from './store.ts';
export { checkRoom, type Unpacked, unpackBackup } from './unpack-backup.ts';
export { finishRecovery, unpackWal, type WalRecovery } from './unpack-wal.ts';
export {
  listUpgradeBackups,
  makeUpgradeBackup,
  readOlderSchedule,
} from './upgrade-backup.ts';
export { endWalArchive, readWalState, type WalState } from './wal-store.ts';
export { whyNotWritten } from './why-not-written.ts';
export type { WrittenBackup } from './write-backup.ts';
