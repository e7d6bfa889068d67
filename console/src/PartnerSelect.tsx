import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useRead } from './client.ts';
import { text } from './text.ts';

const TYPING_MS = 250;
const FOUND_MAX = 20;

interface Props extends Omit<SelectProps, 'value' | 'onChange' | 'data'> {
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

/**
 * A business, found by the letters of its name.
 * by hand: the server finds its choices.
 */
export function PartnerSelect({ value, onChange, ...rest }: Props) {
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), TYPING_MS);
  const chosen = useRead(
    '/partners/{partner_id}',
    { path: { partner_id: value ?? '' } },
    { enabled: value !== null },
  );
  const isChosen = chosen.data?.name === words;
  const found = useRead(
    '/partners',
    { query: { limit: FOUND_MAX, ...(words !== '' && !isChosen && { q: words }) } },
    { keep: true },
  );
  const all = [...(chosen.data ? [chosen.data] : []), ...(found.data?.data ?? [])];
  const names = new Map(all.map(({ id, name }) => [id, name]));
  return (
    <Select
      placeholder={text.findPartner}
      data={[...names].map(([id, name]) => ({ value: id, label: name }))}
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      searchable
      onSearchChange={setTyped}
      clearable
      clearButtonProps={{ 'aria-label': text.findPartner }}
      {...rest}
    />
  );
}
