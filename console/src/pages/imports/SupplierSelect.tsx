import { Select, type SelectProps } from '@mantine/core';
import type { Supplier } from '@psnb2b/contract';
import { useSettled } from '@psnb2b/ui';
import { useState } from 'react';
import { useRead } from '../../client.ts';
import { words } from './words.ts';

const FOUND_MAX = 50;

interface Props extends Omit<SelectProps, 'value' | 'onChange' | 'data'> {
  readonly value: string | null;
  readonly onChange: (supplier: Supplier | null) => void;
}

/**
 * An active supplier, found by a part of its name.
 *
 * by hand: the server finds its choices.
 */
export function SupplierSelect({ value, onChange, ...rest }: Props) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Supplier | null>(null);
  const part = useSettled(typed.trim());
  const isAsked = part !== '' && part !== chosen?.name;
  const found = useRead(
    '/suppliers',
    { query: { status: 'active', limit: FOUND_MAX, ...(isAsked && { q: part }) } },
    { keep: true },
  );
  const all = [...(chosen ? [chosen] : []), ...(found.data?.data ?? [])];
  const byId = new Map(all.map((supplier) => [supplier.id, supplier]));
  return (
    <Select
      data={[...byId.values()].map(({ id, name }) => ({ value: id, label: name }))}
      filter={({ options }) => options}
      value={value}
      onChange={(id) => {
        const supplier = id === null ? null : (byId.get(id) ?? null);
        setChosen(supplier);
        onChange(supplier);
      }}
      searchable
      onSearchChange={setTyped}
      nothingFoundMessage={words.noSuchSupplier}
      clearable
      clearButtonProps={{ 'aria-label': words.noSupplier }}
      {...rest}
    />
  );
}
