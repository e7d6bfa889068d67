import { recordAudit } from '../audit/index.ts';
import type { CatalogWatch } from '../catalog/index.ts';
import { undecidedBefore } from '../claims/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Database, Db, Tx } from '../kit/database/index.ts';
import { closeGaps, type Epoch, lastEpoch, openGaps } from '../kit/gaps/index.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { invalidState } from '../kit/refusal.ts';
import { findCode } from '../orders/index.ts';
import { partnerNames, tenantsById } from '../partners/index.ts';
import {
  type CodeSought,
  discardCodes,
  type FrozenShelf,
  frozenShelves,
  lockImports,
  noteLostCodes,
  unfreezeShelf,
} from '../stock/index.ts';
import { normaliseCode, type Vault } from '../vault/index.ts';

/** How many codes one transaction takes off sale: locks are short. */
const CHUNK = 500;

export interface RestoreStatus {
  readonly epoch: Epoch | null;
  readonly frozen: readonly FrozenShelf[];
  /** Partners who cannot order yet. */
  readonly partners: readonly { readonly partnerId: string; readonly name: string }[];
  /** Undecided claims from before: each may have been decided in the time that is lost. */
  readonly claims: readonly { readonly claimId: string; readonly partnerId: string }[];
}

/** What the last restore has left to be done. */
export async function restoreStatus(db: Db): Promise<RestoreStatus> {
  const [epoch, frozen, gaps] = [await lastEpoch(db), await frozenShelves(db), await openGaps(db)];
  const tenants = [...(await tenantsById(db, gaps)).values()];
  const names = await partnerNames(db, [...new Set(tenants.map(({ partnerId }) => partnerId))]);
  const partners = [...names].map(([partnerId, name]) => ({ partnerId, name }));
  return { epoch, frozen, partners, claims: epoch ? await claimsBefore(db, epoch) : [] };
}

async function claimsBefore(db: Db, { oldUntil }: Epoch): Promise<RestoreStatus['claims']> {
  const claims = await undecidedBefore(db, oldUntil);
  const tenants = await tenantsById(db, [...new Set(claims.map(({ tenantId }) => tenantId))]);
  return claims.map(({ claimId, tenantId }) => {
    const { partnerId } = required(tenants.get(tenantId), 'a claim has a tenant');
    return { claimId, partnerId };
  });
}

/** A code that somebody has, as a line of a file says it: its id, or its text. */
export interface CodeHad {
  readonly line: number;
  readonly text: string;
}

export interface ComparedCodes {
  /** Taken off sale for good. */
  readonly discarded: number;
  /** Not for sale: sold before the backup, or discarded already. */
  readonly notForSale: number;
  /** Lines whose code is not for sale and whose product is sold again: it may have been sold a second time since. */
  readonly released: readonly number[];
  /** Lines whose code this database says another partner has. */
  readonly foreign: readonly number[];
  /** Lines whose code is not in this database. */
  readonly unknown: readonly number[];
}

/**
 * Takes codes off sale that partners have received since the backup. Refuses unless a restore waits to be released: at any other
 * time the codes of a partner are in its orders. `partnerId`: who sent the list, so that codes which this database says somebody else
 * has are named; null: many did.
 */
export async function discardSoldSince(
  { database, vault }: { readonly database: Database; readonly vault: Vault },
  codes: readonly CodeHad[],
  partnerId: string | null,
  by: By,
): Promise<ComparedCodes> {
  const epoch = await lastEpoch(database.reads);
  const frozen = await frozenShelves(database.reads);
  if (!epoch || frozen.length === 0) {
    throw invalidState(
      'released',
      'No stock is frozen by a restore, so there is nothing to compare.',
    );
  }
  let [discarded, notForSale] = [0, 0];
  const released: number[] = [];
  const foreign: number[] = [];
  const unknown: number[] = [];
  for (let from = 0; from < codes.length; from += CHUNK) {
    const chunk = codes.slice(from, from + CHUNK);
    await database.transaction(async (tx) => {
      const sought = chunk.map(({ text }): CodeSought => {
        const codeId = parseId('cod', text);
        return codeId === null
          ? { fingerprint: vault.fingerprint(normaliseCode(text)) }
          : { codeId };
      });
      await lockImports(tx);
      const outcomes = await discardCodes(tx, sought, by.at);
      outcomes.forEach((outcome, index) => {
        const { line } = required(chunk[index], 'both lists are aligned');
        if (outcome === 'discarded') discarded += 1;
        else if (outcome === 'not_for_sale') notForSale += 1;
        else (outcome === 'released' ? released : unknown).push(line);
      });
      for (const [index, each] of sought.entries()) {
        if (partnerId === null || (await isOf(tx, each, partnerId))) continue;
        foreign.push(required(chunk[index], 'both lists are aligned').line);
      }
      const lost = sought.filter((_, index) => outcomes[index] === 'unknown');
      await noteLostCodes(
        tx,
        lost.flatMap((each) => ('fingerprint' in each ? [each.fingerprint] : [])),
        by.at,
      );
      const count = outcomes.filter((outcome) => outcome === 'discarded').length;
      if (count === 0) return;
      await recordAudit(tx, {
        ...by,
        action: 'restore.codes_discarded',
        subject: epoch.backup,
        detail: { codes: count },
      });
    });
  }
  return { discarded, notForSale, released, foreign, unknown };
}

/** Whether nobody has this code as far as we know, or only this partner has. */
async function isOf(tx: Tx, sought: CodeSought, partnerId: string): Promise<boolean> {
  const code = await findCode(tx, null, sought);
  if (!code) return true;
  const tenants = await tenantsById(tx, [code.tenantId]);
  return tenants.get(code.tenantId)?.partnerId === partnerId;
}

/** Sells a frozen product again; returns how many codes it has, null if it was not frozen. */
export async function releaseProduct(
  tx: Tx,
  catalog: CatalogWatch,
  { shelfId, productId }: Pick<FrozenShelf, 'shelfId' | 'productId'>,
  by: By,
): Promise<number | null> {
  const codes = await unfreezeShelf(tx, shelfId, by.at);
  if (codes === null) return null;
  const { sku } = required(catalog.product(productId), 'a shelf has a product');
  const action = 'restore.product_released';
  await recordAudit(tx, { ...by, action, subject: sku, detail: { codes } });
  return codes;
}

/** Lets the partners of these tenants order again; returns how many tenants could not. */
export async function releasePartners(tx: Tx, tenants: readonly number[], by: By): Promise<number> {
  const closed = await closeGaps(tx, tenants, by);
  for (const { tenantId, partnerId } of (await tenantsById(tx, closed)).values()) {
    const subject = formatId('prt', partnerId);
    await recordAudit(tx, { ...by, tenantId, action: 'restore.gap_closed', subject });
  }
  return closed.length;
}
