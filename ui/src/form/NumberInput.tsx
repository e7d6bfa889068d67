import { type NumberInputProps, TextInput } from '@mantine/core';
import { Suspense } from 'react';
import { later } from '../app/later.ts';

const MantineNumber = later(async () => ({
  default: (await import('./MantineNumber.tsx')).MantineNumber,
}));

/**
 * A field of a number. It brings a formatter, a tenth of all fields together, and few forms have one; until that is there, the other
 * fields of its form are, with their focus.
 */
export function NumberInput(props: NumberInputProps) {
  const { label, description, error, maw } = props;
  const same = { label, description, error, ...(maw !== undefined && { maw }) };
  return (
    <Suspense fallback={<TextInput {...same} disabled />}>
      <MantineNumber {...props} />
    </Suspense>
  );
}
