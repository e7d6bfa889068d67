import { Type } from 'typebox';
import { id } from '../kit/primitives.ts';

/** A supplier as others name it. */
export const SupplierRef = Type.Object(
  { id: id('sup', 'Id of the supplier.'), name: Type.String({ description: 'Its name.' }) },
  { title: 'SupplierRef', description: 'Who sells us codes.' },
);

/** The filter of a list by who sold us what it is about. */
export const supplierFilter = {
  supplier_id: Type.Optional(
    Type.String({ maxLength: 60, description: 'Only of the supplier with this id.' }),
  ),
};
