import { NumberInput, type NumberInputProps } from '@mantine/core';

/** Mantine's field of a number, in a file of its own so that it can be loaded apart. */
export function MantineNumber(props: NumberInputProps) {
  return <NumberInput {...props} />;
}
