export { type CheckedBackup, checkFiles, openBackup } from './check-backup.ts';
export { type BackupOrder, type BackupParts, makeBackup } from './make-backup.ts';
export { listBackups, type MadeBackup } from './store.ts';
export type { WrittenBackup } from './write-backup.ts';
