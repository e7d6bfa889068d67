import type { Supplier as Shown, SupplierTerms } from '@psnb2b/contract';
import type { WebAppCall } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import type { Db, Tx } from '../../kit/database/index.ts';
import { readEmail } from '../../kit/email-address.ts';
import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import { idPlace, Pages } from '../../kit/pages.ts';
import { isoOrNull } from '../../kit/time.ts';
import { type SupplierFigures, withFigures } from '../../reports/index.ts';
import {
  addSupplier,
  archiveSupplier,
  findSupplier,
  listSuppliers,
  restoreSupplier,
  type Supplier,
  setSupplier,
} from '../../suppliers/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

const pages = new Pages('suppliers', idPlace, ({ supplierId }: Supplier) => supplierId);

/** Who sells us codes, for staff. */
export function supplierRoutes({ database }: Parts) {
  const { reads } = database;
  const act = async ({ at }: Pick<WebAppCall, 'at'>, step: (tx: Tx) => Promise<Supplier>) =>
    shownOf(reads, await database.transaction(step), at);
  return onConsole({
    listSuppliers: ({ query, at }) =>
      pages.reply(
        query,
        (page) => {
          const { q: text, status } = query;
          return listSuppliers(reads, { text, archived: status && status === 'archived', ...page });
        },
        async (suppliers) => (await withFigures(reads, suppliers, at)).map(present),
      ),
    getSupplier: async ({ params, at }) =>
      json(200, await shownOf(reads, await findSupplier(reads, params.supplier_id), at)),
    addSupplier: async (call) =>
      json(201, await act(call, (tx) => addSupplier(tx, termsOf(call.body), call.by))),
    setSupplier: async (call) => {
      const { supplier_id: id } = call.params;
      return json(200, await act(call, (tx) => setSupplier(tx, id, termsOf(call.body), call.by)));
    },
    archiveSupplier: async (call) =>
      json(200, await act(call, (tx) => archiveSupplier(tx, call.params.supplier_id, call.by))),
    restoreSupplier: async (call) =>
      json(200, await act(call, (tx) => restoreSupplier(tx, call.params.supplier_id, call.by))),
  });
}

/** What is left out is empty. */
function termsOf({ name, email, note, cost_currency, claim_days }: SupplierTerms) {
  return {
    name,
    email: email === undefined ? null : readEmail(email),
    note: note ?? null,
    costCurrency: cost_currency,
    claimDays: claim_days,
  };
}

async function shownOf(db: Db, supplier: Supplier, at: Date): Promise<Shown> {
  const [found] = await withFigures(db, [supplier], at);
  return present(required(found, 'a supplier has figures'));
}

function present({ supplier, stock, approved, rateBps, debts }: SupplierFigures): Shown {
  const sum = ({ currency, amount, unknown }: Sum) => ({
    currency,
    amount: amount === null ? null : formatMoney(amount, currency),
    unknown,
  });
  return {
    id: formatId('sup', supplier.supplierId),
    object: 'supplier',
    name: supplier.name,
    status: supplier.archivedAt ? 'archived' : 'active',
    email: supplier.email,
    note: supplier.note,
    cost_currency: supplier.costCurrency,
    claim_days: supplier.claimDays,
    lots: stock.lots,
    sold: stock.gone,
    unsold: stock.unsold,
    unsold_costs: stock.costs.map(sum),
    approved,
    rate_bps: rateBps,
    owed: debts.map(sum),
    overdue: debts.reduce((codes, each) => codes + each.overdue, 0),
    created_at: supplier.createdAt.toISOString(),
    created_by: supplier.createdBy,
    archived_at: isoOrNull(supplier.archivedAt),
  };
}

interface Sum {
  readonly currency: string;
  readonly amount: number | null;
  readonly unknown: number;
}
