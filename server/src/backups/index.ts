export { type CheckedBackup, checkFiles, checkVersion, openBackup } from './check-backup.ts';
export { type BackupOrder, type BackupParts, makeBackup } from './make-backup.ts';
export type { Manifest } from './manifest.ts';
export { listBackups, type MadeBackup } from './store.ts';
export { checkRoom, type Unpacked, unpackBackup } from './unpack-backup.ts';
export type { WrittenBackup } from './write-backup.ts';
