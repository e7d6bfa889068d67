import { type Static, Type } from 'typebox';
import { personal } from '../kit/personal.ts';
import { currency, id, money, nullable, time } from '../kit/primitives.ts';
import {
  emailInput,
  idParam,
  line,
  listOf,
  listQuery,
  oneOf,
  request,
  searchQuery,
  text,
} from '../kit/shapes.ts';
import {
  acting,
  created,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';

/** A supplier, in references from other things. */
export const SupplierRef = Type.Object(
  { id: id('sup', 'Id of the supplier.'), name: Type.String({ description: 'Its name.' }) },
  { title: 'SupplierRef', description: 'Who sells us codes.' },
);

/** The filter of a list by supplier. */
export const supplierFilter = {
  supplier_id: Type.Optional(
    Type.String({ maxLength: 60, description: 'Only of the supplier with this id.' }),
  ),
};

const count = (description: string) => Type.Integer({ minimum: 0, description });
const statuses = ['active', 'archived'] as const;
const claimDays = (description: string) => Type.Integer({ minimum: 1, maximum: 365, description });

const SupplierSum = Type.Object(
  {
    currency: currency('Currency of the amount.'),
    amount: nullable(money('For the codes whose cost is known; null if none is.')),
    unknown: count('Codes whose cost is not known; they are not in the amount.'),
  },
  { title: 'SupplierSum', description: 'A sum of costs in one currency.' },
);
export type SupplierSum = Static<typeof SupplierSum>;

export const Supplier = Type.Object(
  {
    ...SupplierRef.properties,
    object: Type.Literal('supplier'),
    status: oneOf(statuses, 'No lots are imported from an `archived` one.'),
    email: personal('contact', nullable(Type.String({ description: 'Where to claim money.' }))),
    note: nullable(Type.String({ description: 'A note of the staff.' })),
    cost_currency: currency('Currency of the costs in its files, unless an import names another.'),
    claim_days: claimDays('Days after a decision within which it is asked for the money.'),
    lots: count('Live lots of it that are not discarded.'),
    sold: count('Codes of them that are sold, or held by waiting orders.'),
    unsold: count('Codes of them that are neither.'),
    unsold_costs: Type.Array(SupplierSum, { description: 'What the unsold codes cost us.' }),
    approved: count('Codes of them that were replaced or refunded.'),
    rate_bps: nullable(
      Type.Integer({ description: 'Approved of sold, in basis points; null if none were sold.' }),
    ),
    owed: Type.Array(SupplierSum, { description: 'What it owes us: due, or asked for.' }),
    overdue: count('Codes whose claim term is over and for which it was not asked.'),
    created_at: time('When it was added.'),
    created_by: Type.String({ description: 'Who added it, as the audit names them.' }),
    archived_at: nullable(time('When it was archived; null if it is active.')),
  },
  { title: 'Supplier', description: 'Who sells us codes, and how good they are.' },
);
export type Supplier = Static<typeof Supplier>;

const SupplierList = listOf('SupplierList', 'Suppliers by name.', Supplier);
export const SupplierQuery = listQuery({
  ...searchQuery('Part of a name or an e-mail.'),
  status: Type.Optional(oneOf(statuses, 'Only in this state.')),
});

export const SupplierTerms = request('SupplierTerms', 'A supplier; what is left out is empty.', {
  name: line(200, 'Its name, which no other supplier has in any spelling.'),
  email: Type.Optional(emailInput('E-mail address where to claim money.')),
  cost_currency: currency('Currency of the costs in its files.'),
  claim_days: claimDays('Days after a decision within which it is asked for the money.'),
  note: Type.Optional(text(1_000, 'A note for the staff.')),
});
export type SupplierTerms = Static<typeof SupplierTerms>;

const shared = { tag: 'Claims', params: idParam('supplier_id', 'Id of the supplier.') } as const;
const mayRead = { ...reading, roles: ['admin', 'finance', 'stock', 'read_only'] } as const;
const mayAct = { ...acting, roles: ['admin', 'stock'] } as const;

/** Who sells us codes. */
export const consoleSupplierOperations = {
  listSuppliers: {
    ...mayRead,
    tag: 'Claims',
    id: 'listSuppliers',
    path: '/suppliers',
    summary: 'List suppliers',
    description: 'With what each sold us, how much of it was bad, and what it owes us.',
    query: SupplierQuery,
    replies: okPage(SupplierList, 'A page of suppliers.'),
  },
  getSupplier: {
    ...mayRead,
    ...shared,
    id: 'getSupplier',
    path: '/suppliers/{supplier_id}',
    summary: 'Read a supplier',
    description: 'Its terms and figures.',
    replies: ok(Supplier, 'The supplier.'),
  },
  addSupplier: {
    ...mayAct,
    tag: 'Claims',
    id: 'addSupplier',
    path: '/suppliers',
    summary: 'Add a supplier',
    description: 'Its name must differ from all others in more than case and blanks.',
    body: SupplierTerms,
    replies: created(Supplier, 'The supplier.'),
  },
  setSupplier: {
    ...mayAct,
    ...shared,
    method: 'PUT',
    id: 'setSupplier',
    path: '/suppliers/{supplier_id}',
    summary: 'Change a supplier',
    description:
      'Its new name is shown with everything that it sold us. Dates by which it is to be asked for money stay as they are.',
    body: SupplierTerms,
    replies: ok(Supplier, 'The supplier.'),
  },
  archiveSupplier: {
    ...mayAct,
    ...shared,
    id: 'archiveSupplier',
    path: '/suppliers/{supplier_id}/archive',
    summary: 'Archive a supplier',
    description:
      'No more lots are imported from it. Its lots are still sold, and what it owes stays. An archived one stays so.',
    replies: ok(Supplier, 'The supplier.'),
  },
  restoreSupplier: {
    ...mayAct,
    ...shared,
    id: 'restoreSupplier',
    path: '/suppliers/{supplier_id}/restore',
    summary: 'Restore a supplier',
    description: 'Lots can be imported from it again. An active one stays so.',
    replies: ok(Supplier, 'The supplier.'),
  },
} as const satisfies Record<string, WebAppOperation>;
