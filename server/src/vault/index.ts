export { checkPublicKey } from './check-public-key.ts';
export { destroyDataKey } from './destroy-data-key.ts';
export { FINGERPRINT_BYTES, type Fingerprinter } from './fingerprint-code.ts';
export { vaultInvariants } from './invariants.ts';
export { KeyProblem, SealBroken } from './key-problem.ts';
export type { KekSource } from './keyring.ts';
export type { LotSealer } from './lot-sealer.ts';
export type { KeyName } from './named-keys.ts';
export { normaliseCode, normalisedLength, normalisePasted } from './normalise-code.ts';
export { openVault } from './open-vault.ts';
export { type ReceiptSigner, receiptSigner } from './receipt-signer.ts';
export { checkKek } from './register-kek.ts';
export { type RotationProgress, rotateKek } from './rotate-kek.ts';
export type { SealPlace } from './seal-bytes.ts';
export { sealFor } from './seal-for.ts';
export { type RowForm, writeUnsealed } from './seal-rows.ts';
export type { SecretPlace } from './seal-secret.ts';
export {
  CODE_LENGTH_MAX,
  type CodePlace,
  type PlainCode,
  SEALED_BYTES,
  SERIAL_BYTES_MAX,
} from './sealed-code.ts';
export { type BackupSeal, isBackupSealed, signBackup } from './sign-backup.ts';
export { thumbprintOf } from './thumbprint-of.ts';
export { Vault } from './vault.ts';
