import * as contract from '@psnb2b/contract';
import type { WebAppCall } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import type { Db, Tx } from '../../kit/database/index.ts';
import { given } from '../../kit/given.ts';
import { json, pageBothWays } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { type SupplierFigures, withFigures } from '../../reports/index.ts';
import * as suppliers from '../../suppliers/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** Who sells us codes, for staff. */
export function supplierRoutes({ database }: Parts) {
  const { reads } = database;
  const act = async (
    { at }: Pick<WebAppCall, 'at'>,
    step: (tx: Tx) => Promise<suppliers.Supplier>,
  ) => show(reads, await database.transaction(step), at);
  return onConsole({
    listSuppliers: ({ query, at }) =>
      pageBothWays(
        suppliers.supplierPages,
        query,
        (asked) => suppliers.listSuppliers(reads, asked),
        async (found) => (await withFigures(reads, found, at)).map(presentSupplier),
      ),
    getSupplier: async ({ params, at }) =>
      json(200, await show(reads, await suppliers.findSupplier(reads, params.supplier_id), at)),
    addSupplier: async (call) => {
      const terms = termsOf(call.body);
      return json(201, await act(call, (tx) => suppliers.addSupplier(tx, terms, call.by)));
    },
    setSupplier: async (call) => {
      const { supplier_id: id } = call.params;
      const terms = termsOf(call.body);
      return json(200, await act(call, (tx) => suppliers.setSupplier(tx, id, terms, call.by)));
    },
    archiveSupplier: async (call) => {
      const { supplier_id: id } = call.params;
      return json(200, await act(call, (tx) => suppliers.archiveSupplier(tx, id, call.by)));
    },
    restoreSupplier: async (call) => {
      const { supplier_id: id } = call.params;
      return json(200, await act(call, (tx) => suppliers.restoreSupplier(tx, id, call.by)));
    },
  });
}

/** What is left out is empty. */
function termsOf(body: contract.SupplierTerms) {
  return { email: null, note: null, ...given(contract.SupplierTerms, body) };
}

async function show(db: Db, supplier: suppliers.Supplier, at: Date) {
  const [found] = await withFigures(db, [supplier], at);
  return presentSupplier(required(found, 'a supplier has figures'));
}

function presentSupplier({ supplier, stock, debts, ...figures }: SupplierFigures) {
  const row = { ...supplier, ...stock, ...figures, unsoldCosts: stock.costs, owed: debts };
  return present(contract.Supplier, row, {
    status: supplier.archivedAt ? 'archived' : 'active',
    sold: stock.gone,
    overdue: debts.reduce((codes, each) => codes + each.overdue, 0),
  });
}
