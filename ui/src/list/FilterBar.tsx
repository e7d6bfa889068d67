import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { text } from '../text/text.ts';
import classes from './list.module.css';
import type { ListState } from './use-list-state.ts';

const TYPING_MS = 300;

export function FilterBar({ children }: { readonly children: ReactNode }) {
  return (
    <search className={classes.filters} aria-label={text.list.filters}>
      {children}
    </search>
  );
}

interface FilterProps<Name extends string> {
  /** The list, which keeps its filters in the address. */
  readonly of: Pick<ListState<Name>, 'filters' | 'set'>;
  readonly name: Name;
  readonly label: string;
}

/** One of a few values, or all; with a `fallback`, always one. */
export function ChoiceFilter<Name extends string>({
  of,
  name,
  label,
  fallback,
  choices,
}: FilterProps<Name> & {
  /** The value if the address has none. */
  readonly fallback?: string;
  readonly choices: Readonly<Record<string, string>>;
}) {
  return (
    <Select
      size="xs"
      aria-label={label}
      placeholder={`${label}: ${text.list.all.toLowerCase()}`}
      data={Object.entries(choices).map(([choice, title]) => ({ value: choice, label: title }))}
      value={of.filters[name] ?? fallback ?? null}
      onChange={(next) => of.set(name, next === fallback ? null : next)}
      clearable={fallback === undefined}
      allowDeselect={fallback === undefined}
      clearButtonProps={{ 'aria-label': text.list.clear }}
      className={classes.filter ?? ''}
    />
  );
}

/** Any of a few values; the address has them with commas between. */
export function ManyFilter<Name extends string>({
  of,
  name,
  label,
  choices,
}: FilterProps<Name> & { readonly choices: Readonly<Record<string, string>> }) {
  const chosen = of.filters[name]?.split(',') ?? [];
  return (
    <MultiSelect
      size="xs"
      aria-label={label}
      placeholder={chosen.length === 0 ? `${label}: ${text.list.all.toLowerCase()}` : ''}
      data={Object.entries(choices).map(([choice, title]) => ({ value: choice, label: title }))}
      value={chosen}
      onChange={(next) => of.set(name, next.join(',') || null)}
      clearable
      clearButtonProps={{ 'aria-label': text.list.clear }}
      className={classes.filter ?? ''}
    />
  );
}

/** A day of the reader's calendar, as `2026-11-28` in the address. */
export function DayFilter<Name extends string>({ of, name, label }: FilterProps<Name>) {
  return (
    <TextInput
      size="xs"
      type="date"
      aria-label={label}
      leftSection={<span className={classes.day}>{label}</span>}
      leftSectionWidth={48}
      value={of.filters[name] ?? ''}
      onChange={(event) => of.set(name, event.currentTarget.value || null)}
      className={classes.filter ?? ''}
    />
  );
}

/** Free text; the search starts when the typing stops. */
export function TextFilter<Name extends string>({ of, name, label }: FilterProps<Name>) {
  const [typed, setTyped] = useState<string>(of.filters[name] ?? '');
  const send = useDebouncedCallback((next: string) => of.set(name, next.trim() || null), TYPING_MS);
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
