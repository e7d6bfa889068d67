import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useRead } from '../../client.ts';
import { words } from './words.ts';

const TYPING_MS = 250;
const FOUND_MAX = 50;

interface Props extends Omit<SelectProps, 'value' | 'onChange' | 'data'> {
  readonly value: string | null;
  readonly onChange: (sku: string | null) => void;
}

/**
 * A product, found by a part of its name.
 *
 * by hand: the server finds its choices.
 */
export function ProductSelect({ value, onChange, ...rest }: Props) {
  const [typed, setTyped] = useState('');
  const [part] = useDebouncedValue(typed.trim(), TYPING_MS);
  const asked = part !== '' && part !== value;
  const found = useRead(
    '/products',
    { query: { limit: FOUND_MAX, ...(asked && { q: part }) } },
    { keep: true },
  );
  const skus = new Set([
    ...(value === null ? [] : [value]),
    ...(found.data?.data ?? []).map(({ id }) => id),
  ]);
  return (
    <Select
      placeholder={words.findProduct}
      data={[...skus]}
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      searchable
      onSearchChange={setTyped}
      clearable
      clearButtonProps={{ 'aria-label': words.findProduct }}
      {...rest}
    />
  );
}
