import type { LotFile as Shown } from '@psnb2b/contract';
import { actorNames } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { idFilter } from '../../kit/id-of.ts';
import { formatId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import { idPlace, Pages } from '../../kit/pages.ts';
import { Refusal } from '../../kit/refusal.ts';
import { isoOrNull } from '../../kit/time.ts';
import { tenantsById } from '../../partners/index.ts';
import {
  type LotFile,
  type LotLine,
  type LotRecallProgress,
  readLot,
  withClaims,
} from '../../recalls/index.ts';
import {
  confirmLot,
  discardLot,
  type ListedLot,
  listLots,
  type Oddness,
} from '../../stock/index.ts';
import { listSuppliers, type Supplier } from '../../suppliers/index.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { partnerRefs } from '../present/partner-refs.ts';

const pages = new Pages('lots', idPlace, ({ lotId }: ListedLot) => lotId);
const CHOICES_MAX = 1_000;

type LotCall = Pick<ConsoleCall<'getLot'>, 'params' | 'at' | 'by'>;

/** Lots and held lots, for staff. */
export function lotRoutes(parts: Parts) {
  const { database, catalog, config } = parts;
  const { reads } = database;
  const reply = async ({ params, at, by }: LotCall) => {
    const found = await readLot(reads, params.lot_id, {
      actor: by.actor,
      since: new Date(at.getTime() - config.approvalWindowMs),
    });
    if (!found) throw new Refusal('not_found');
    const skuOf = (productId: number) => catalog.product(productId)?.sku ?? String(productId);
    return json(200, await presentLot(reads, found, skuOf));
  };
  return onConsole({
    listLots: ({ query }) =>
      pages.reply(
        query,
        (page) => {
          const { status, supplier_id: supplier } = query;
          return listLots(reads, { status, supplierId: idFilter('sup', supplier), ...page });
        },
        async (lots) => (await withClaims(reads, lots)).map(presentLine),
      ),
    getLot: (call) => reply(call),
    confirmLot: async (call) => {
      const { params, body, by } = call;
      await confirmLot(parts, { lotId: params.lot_id, actor: by.actor, reason: body.reason });
      return reply(call);
    },
    discardLot: async (call) => {
      const { params, body, by } = call;
      await discardLot(parts, { lotId: params.lot_id, actor: by.actor, reason: body.reason });
      return reply(call);
    },
    getClaimChoices: async () =>
      json(200, {
        object: 'claim_choices',
        suppliers: (await listSuppliers(reads, { limit: CHOICES_MAX })).map(presentRef),
        regions: [...new Set(catalog.current.products.map(({ region }) => region))].sort(),
      }),
  });
}

function presentRef({ supplierId, name }: Supplier) {
  return { id: formatId('sup', supplierId), name };
}

function presentLine({ lot, gone, claimed, approved }: LotLine) {
  const wasSold = lot.status === 'complete' || lot.status === 'recalled';
  return {
    id: formatId('lot', lot.lotId),
    object: 'lot' as const,
    // nothing: a lot without a supplier.
    supplier: lot.supplier ?? '',
    supplier_id: lot.supplierId && formatId('sup', lot.supplierId),
    file_name: lot.fileName,
    status: lot.status,
    accepted: lot.accepted,
    unsold: wasSold ? lot.accepted - gone : 0,
    gone,
    claimed,
    approved,
    imported_by: lot.importedBy,
    created_at: lot.createdAt.toISOString(),
    recalled_at: isoOrNull(lot.recalledAt),
  };
}

async function presentLot(
  db: Db,
  found: LotFile,
  skuOf: (productId: number) => string,
): Promise<Shown> {
  const tenants = await tenantsById(
    db,
    found.buyers.map(({ tenantId }) => tenantId),
  );
  const tenantOf = (id: number) => required(tenants.get(id), `tenant ${id} has codes`);
  const refs = await partnerRefs(
    db,
    found.buyers.map(({ tenantId }) => tenantOf(tenantId).partnerId),
  );
  return {
    ...presentLine(found),
    held: found.held,
    duplicates: found.lot.duplicates,
    rejected: found.lot.rejected,
    held_because: found.oddness && presentOddness(found.oddness),
    products: found.products.map(({ productId, ...counts }) => ({
      sku: skuOf(productId),
      ...counts,
    })),
    buyers: found.buyers.map(({ tenantId, orders, codes, amount, currency }) => ({
      partner: refs(tenantOf(tenantId).partnerId),
      mode: tenantOf(tenantId).mode,
      orders,
      codes,
      amount: formatMoney(amount, currency),
      currency,
    })),
    recall: await presentProgress(db, found.recall),
  };
}

function presentOddness({ usual, odd }: Oddness): Shown['held_because'] {
  const form = ({ form, codes, firstLine }: Oddness['usual']) => ({
    form,
    codes,
    first_line: firstLine,
  });
  return { usual: form(usual), odd: odd.map(form) };
}

async function presentProgress(db: Db, recall: LotRecallProgress): Promise<Shown['recall']> {
  const names = await actorNames(
    db,
    recall.proposals.map(({ by }) => by),
  );
  return {
    claims: recall.claims,
    waiting: recall.waiting,
    approved: recall.approved,
    rejected: recall.rejected,
    replaced_codes: recall.replacedCodes,
    refunded_codes: recall.refundedCodes,
    told: recall.told,
    note: recall.note,
    amounts: recall.amounts.map(({ currency, amount, onePersonMax, needsTwo }) => ({
      currency,
      amount: formatMoney(amount, currency),
      one_person_max: formatMoney(onePersonMax, currency),
      needs_two: needsTwo,
    })),
    proposals: recall.proposals.map((each) => ({ ...each, name: names.get(each.by) ?? null })),
  };
}
