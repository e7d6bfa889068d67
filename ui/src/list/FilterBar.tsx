import { Button, Drawer, MultiSelect, Select, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { Children, isValidElement, type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { text } from '../text/text.ts';
import type { FilterProps } from './filter-props.ts';
import classes from './list.module.css';
import { SavedViews } from './SavedViews.tsx';
import { TextFilter } from './TextFilter.tsx';

/** What an address says of a list besides its filters. */
const NO_FILTERS = ['cursor', 'size', 'sort', 'mode', 'view'];

/**
 * The filters of a list. On a narrow screen the search stays in sight, if it is the first; the others are in a sheet behind a button, which
 * says how many of them are on.
 */
export function FilterBar({ children }: { readonly children: ReactNode }) {
  const isNarrow = useMediaQuery('(max-width: 639px)', false, { getInitialValueInEffect: false });
  const all = Children.toArray(children);
  const [first] = all;
  const search =
    isValidElement<{ readonly name: string }>(first) && first.type === TextFilter ? first : null;
  const others = search ? all.slice(1) : all;
  // The search has one place at every width, so that what is typed there survives a turn of the phone.
  return (
    <search className={classes.filters} aria-label={text.list.filters}>
      {search}
      {isNarrow ? <FilterSheet searched={search?.props.name}>{others}</FilterSheet> : others}
      <SavedViews />
    </search>
  );
}

function FilterSheet({
  searched,
  children,
}: {
  /** The name of the search beside it. */
  readonly searched: string | undefined;
  readonly children: readonly ReactNode[];
}) {
  const [isOpen, setOpen] = useState(false);
  const [params] = useSearchParams();
  const on = [...params.keys()].filter(
    (name) => name !== searched && !NO_FILTERS.includes(name),
  ).length;
  if (children.length === 0) return null;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconFilter size={14} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {text.list.filtersOn(on)}
      </Button>
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        position="bottom"
        size="auto"
        title={text.list.filters}
        closeButtonProps={{ 'aria-label': text.close }}
      >
        <div className={classes.sheet}>
          {children}
          <Button onClick={() => setOpen(false)}>{text.list.show}</Button>
        </div>
      </Drawer>
    </>
  );
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
