import { Fieldset, SimpleGrid } from '@mantine/core';
import type { Address } from '@psnb2b/contract';
import { text } from '../text/text.ts';
import { countries } from '../value/countries.ts';
import { Field } from './Field.tsx';
import type { CallForm, Draft, FieldName } from './form-of-call.ts';

/** The fields of an address before anything was typed. */
export const noAddress: Draft<Address> = {
  ...{ line1: '', line2: null, city: '', state: null, postal_code: null, country: '' },
};

/** The member `address` of a body: the registered address of a business. */
export function AddressFields<
  Values extends Record<string, unknown> & { address: Draft<Address> | null },
>({ of, legend }: { readonly of: CallForm<Values>; readonly legend: string }) {
  const field = (member: keyof Address) => ({
    of,
    name: `address.${member}` as FieldName<Values>,
    label: text.address[member],
  });
  return (
    <Fieldset legend={legend}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Field {...field('line1')} autoComplete="address-line1" />
        <Field {...field('line2')} autoComplete="address-line2" />
        <Field {...field('postal_code')} autoComplete="postal-code" />
        <Field {...field('city')} autoComplete="address-level2" />
        <Field {...field('state')} autoComplete="address-level1" />
        <Field {...field('country')} choices={countries} />
      </SimpleGrid>
    </Fieldset>
  );
}
