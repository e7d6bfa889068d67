import { ChoiceFilter } from '@psnb2b/ui';
import { useRead } from '../../door.ts';
import { c } from '../../text/claims.ts';

/** The filter of a list by who sold us what it is about; archived suppliers too. */
export function SupplierFilter({ list }: { readonly list: Filtered }) {
  const suppliers = useRead('/claim-choices').data?.suppliers ?? [];
  return (
    <ChoiceFilter
      label={c.supplier}
      value={list.filters.supplier_id}
      choices={Object.fromEntries(suppliers.map(({ id, name }) => [id, name]))}
      onChange={(value) => list.set('supplier_id', value)}
    />
  );
}

interface Filtered {
  readonly filters: { readonly supplier_id?: string };
  set(name: 'supplier_id', value: string | null): void;
}
