import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { text } from '../text/text.ts';
import classes from './list.module.css';

const TYPING_MS = 300;

export function FilterBar({ children }: { readonly children: ReactNode }) {
  return (
    <search className={classes.filters} aria-label={text.list.filters}>
      {children}
    </search>
  );
}

/** One of a few values, or all; with a `fallback`, always one. */
export function ChoiceFilter({
  label,
  value,
  fallback,
  choices,
  onChange,
}: {
  readonly label: string;
  readonly value: string | undefined;
  /** What counts where the address says nothing. */
  readonly fallback?: string;
  readonly choices: Readonly<Record<string, string>>;
  readonly onChange: (value: string | null) => void;
}) {
  return (
    <Select
      size="xs"
      aria-label={label}
      placeholder={`${label}: ${text.list.all.toLowerCase()}`}
      data={Object.entries(choices).map(([name, title]) => ({ value: name, label: title }))}
      value={value ?? fallback ?? null}
      onChange={(next) => onChange(next === fallback ? null : next)}
      clearable={fallback === undefined}
      allowDeselect={fallback === undefined}
      clearButtonProps={{ 'aria-label': text.list.clear }}
      className={classes.filter ?? ''}
    />
  );
}

/** Free text; it is searched for once the typing rests. */
export function TextFilter({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | null) => void;
}) {
  const [typed, setTyped] = useState(value ?? '');
  const send = useDebouncedCallback((next: string) => onChange(next.trim() || null), TYPING_MS);
  return (
    <TextInput
      size="xs"
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={14} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        send(event.currentTarget.value);
      }}
      className={classes.filter ?? ''}
    />
  );
}
