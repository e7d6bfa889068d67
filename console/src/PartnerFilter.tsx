import { PartnerSelect } from './PartnerSelect.tsx';
import classes from './partner-filter.module.css';
import { text } from './text.ts';

/** Only what is about one business, found by the letters of its name. */
export function PartnerFilter({ list }: { readonly list: Filtered }) {
  return (
    <PartnerSelect
      size="xs"
      aria-label={text.partner}
      placeholder={text.partner}
      className={classes.filter ?? ''}
      value={list.filters.partner_id ?? null}
      onChange={(id) => list.set('partner_id', id)}
    />
  );
}

interface Filtered {
  readonly filters: { readonly partner_id?: string };
  set(name: 'partner_id', value: string | null): void;
}
