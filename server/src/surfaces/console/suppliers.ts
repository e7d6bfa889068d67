import { consoleOperations, type Supplier as Shown, type SupplierTerms } from '@psnb2b/contract';
import { byOf } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import type { Database, Db, Tx } from '../../kit/database/index.ts';
import { readEmail } from '../../kit/email-address.ts';
import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import { idPlace, Pages } from '../../kit/pages.ts';
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
import { type DoorRoute, doorRoute } from '../both/door-reply.ts';

const operations = consoleOperations;
const pages = new Pages('suppliers', idPlace);

/** Who sells us codes, for staff. */
export function consoleSupplierRoutes({ database }: { readonly database: Database }): DoorRoute[] {
  const { reads } = database;
  const act = (call: Acting, work: (tx: Tx, by: ReturnType<typeof byOf>) => Promise<Supplier>) =>
    database
      .transaction((tx) => work(tx, byOf(call)))
      .then((supplier) => shownOf(reads, supplier, call.at));
  return [
    doorRoute(operations.listSuppliers, async ({ query, at }) => {
      const { limit, from } = pages.read(query);
      const found = await listSuppliers(reads, {
        ...(query.q !== undefined && { text: query.q }),
        ...(query.status && { archived: query.status === 'archived' }),
        ...(from && { after: from }),
        limit,
      });
      const page = pages.cut(found, limit, ({ supplierId }) => supplierId);
      return json(200, page.list((await withFigures(reads, page.rows, at)).map(present)));
    }),
    doorRoute(operations.getSupplier, async ({ params, at }) =>
      json(200, await shownOf(reads, await findSupplier(reads, params.supplier_id), at)),
    ),
    doorRoute(operations.addSupplier, async (call) =>
      json(201, await act(call, (tx, by) => addSupplier(tx, termsOf(call.body), by))),
    ),
    doorRoute(operations.setSupplier, async (call) => {
      const { supplier_id: id } = call.params;
      return json(200, await act(call, (tx, by) => setSupplier(tx, id, termsOf(call.body), by)));
    }),
    doorRoute(operations.archiveSupplier, async (call) =>
      json(200, await act(call, (tx, by) => archiveSupplier(tx, call.params.supplier_id, by))),
    ),
    doorRoute(operations.restoreSupplier, async (call) =>
      json(200, await act(call, (tx, by) => restoreSupplier(tx, call.params.supplier_id, by))),
    ),
  ];
}

type Acting = Parameters<typeof byOf>[0];

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
    archived_at: supplier.archivedAt?.toISOString() ?? null,
  };
}

interface Sum {
  readonly currency: string;
  readonly amount: number | null;
  readonly unknown: number;
}
