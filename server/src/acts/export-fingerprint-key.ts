import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Database } from '../kit/database/index.ts';
import type { Vault } from '../vault/index.ts';

/** Gives the fingerprint key away, as the text of a key file, for the first start of another cell. The audit says so before. */
export async function exportFingerprintKey(
  { database, vault }: { readonly database: Database; readonly vault: Vault },
  by: By,
): Promise<string> {
  await database.transaction((tx) =>
    recordAudit(tx, { ...by, action: 'cells.key_exported', subject: 'cells' }),
  );
  return vault.fingerprintKeyText();
}
