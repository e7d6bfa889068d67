import { ChoiceFilter } from '@psnb2b/ui';
import { useRead } from './client.ts';
import { text } from './text.ts';

/** The filter of a list by supplier, archived ones included. */
export function SupplierFilter({ list }: { readonly list: Filtered }) {
  const suppliers = useRead('/claim-choices').data?.suppliers ?? [];
  return (
    <ChoiceFilter
      of={list}
      name="supplier_id"
      label={text.supplier}
      choices={Object.fromEntries(suppliers.map(({ id, name }) => [id, name]))}
    />
  );
}

interface Filtered {
  readonly filters: { readonly supplier_id?: string };
  set(name: 'supplier_id', value: string | null): void;
}
