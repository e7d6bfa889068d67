import { auditInvariants, signedHeadInvariant } from '../audit/index.ts';
import { bankStatementInvariants } from '../bank-statements/index.ts';
import { claimInvariants } from '../claims/index.ts';
import { eventInvariants } from '../events/index.ts';
import { fileInvariants } from '../files/index.ts';
import { fundingInvariants } from '../funding/index.ts';
import { identityInvariants } from '../identity/index.ts';
import { importInvariants } from '../imports/index.ts';
import { invoicingInvariants } from '../invoicing/index.ts';
import type { Database } from '../kit/database/index.ts';
import { HOUR_MS } from '../kit/time.ts';
import { ledgerInvariants } from '../ledger/index.ts';
import { orderInvariants } from '../orders/index.ts';
import { purchaseInvariants } from '../purchases/index.ts';
import { salesInvariants } from '../sales/index.ts';
import { sealInvariant, stockInvariants } from '../stock/index.ts';
import { supportInvariants } from '../support/index.ts';
import { type Vault, vaultInvariants } from '../vault/index.ts';
import { webhookInvariants } from '../webhooks/index.ts';

/** Time limit of one check in a very large shop. */
const CHECK_MS = HOUR_MS;

export interface Verified {
  readonly id: string;
  readonly title: string;
  readonly checked: number;
  readonly broken: readonly string[];
}

export interface VerifyParts {
  readonly database: Database;
  /** Of the role that may read sealed codes; without it the database's own. */
  readonly inspector?: Pick<Database, 'reading'>;
  readonly vault: Vault;
}

/**
 * Checks every invariant on the live database, each in its own statement, so that no snapshot is held for long. `deep` opens
 * every code instead of a sample per lot.
 */
export async function verify(
  { database, inspector = database, vault }: VerifyParts,
  { deep }: { readonly deep: boolean },
): Promise<Verified[]> {
  const all = [
    ...ledgerInvariants,
    ...stockInvariants,
    ...importInvariants,
    ...orderInvariants,
    ...purchaseInvariants,
    ...bankStatementInvariants,
    ...fundingInvariants,
    ...claimInvariants,
    ...invoicingInvariants,
    ...salesInvariants,
    ...eventInvariants,
    ...webhookInvariants,
    ...vaultInvariants,
    sealInvariant(vault, { deep }),
    ...fileInvariants(vault, { deep }),
    ...supportInvariants,
    ...identityInvariants,
    ...auditInvariants,
    signedHeadInvariant((await vault.receipts()).verify, { deep }),
  ];
  // A connection of its own: in a large shop one check may take longer than a request may.
  return inspector.reading({ statement_timeout: String(CHECK_MS) }, async (db) => {
    const results: Verified[] = [];
    for (const { id, title, check } of all) results.push({ id, title, ...(await check(db)) });
    return results;
  });
}
