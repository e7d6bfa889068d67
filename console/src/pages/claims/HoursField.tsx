import type { UseFormReturnType } from '@mantine/form';
import { NumberInput } from '@psnb2b/ui';

const HOUR_MS = 3_600_000;

interface Props<Name extends string> {
  readonly of: { readonly form: UseFormReturnType<Record<Name, number | string>> };
  readonly name: Name;
  readonly label: string;
  readonly first?: boolean;
}

/** A span that the call takes in milliseconds, and people type in hours. */
export function HoursField<Name extends string>({ of, name, label, first = false }: Props<Name>) {
  const { value, error } = of.form.getInputProps(name);
  return (
    // by hand: the rules are in milliseconds, which nobody types.
    <NumberInput
      label={label}
      value={value === '' ? '' : Number(value) / HOUR_MS}
      onChange={(hours) =>
        of.form.setValues({
          ...of.form.getValues(),
          [name]: hours === '' ? '' : Math.round(Number(hours) * HOUR_MS),
        })
      }
      error={error}
      min={0}
      decimalScale={2}
      suffix=" h"
      maw={220}
      {...(first && { 'data-autofocus': true })}
    />
  );
}
