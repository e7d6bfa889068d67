import { Button } from '@mantine/core';
import {
  ChoiceFilter,
  DataList,
  Empty,
  FilterBar,
  Link,
  type ListState,
  Page,
  Section,
  TextFilter,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useList, useRead } from '../../door.ts';
import { to } from '../../pages.ts';
import { c } from '../../text/claims.ts';
import { SupplierFilter } from '../lots/SupplierFilter.tsx';
import { claimColumns } from './claim-columns.tsx';
import classes from './claims.module.css';
import { PartnerSelect } from './PartnerSelect.tsx';

const FILTERS = [
  'status',
  'waiting',
  'reason',
  'region',
  'supplier_id',
  'partner_id',
  'lot_id',
] as const;

/** The queue of claims, as staff work it off. */
export function ClaimsPage() {
  const list = useList('/claims', FILTERS);
  return (
    <Page title={c.title} lead={c.lead} acts={<Elsewhere />}>
      <Section flush>
        <Filters list={list} />
        <DataList
          label={c.title}
          list={list}
          columns={claimColumns}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.claim(id)}
          empty={<Empty title={c.none} hint={c.noneHint} />}
        />
      </Section>
    </Page>
  );
}

function Elsewhere() {
  const me = useMe();
  return (
    <>
      <Button component={Link} to={to.claimFigures} variant="default">
        {c.figures}
      </Button>
      <Button component={Link} to={to.claimTerms} variant="default">
        {c.terms}
      </Button>
      {allowed(me, 'openClaim').can && (
        <Button component={Link} to={to.newClaim}>
          {c.openFor}
        </Button>
      )}
    </>
  );
}

function Filters({ list }: { readonly list: ListState<(typeof FILTERS)[number]> }) {
  const choices = useRead('/claim-choices').data;
  const choice = (
    name: (typeof FILTERS)[number],
    label: string,
    values: Readonly<Record<string, string>>,
  ) => (
    <ChoiceFilter
      label={label}
      value={list.filters[name]}
      choices={values}
      onChange={(value) => list.set(name, value)}
    />
  );
  return (
    <FilterBar>
      {choice('status', c.status, c.statuses)}
      {choice('waiting', c.waiting, c.waits)}
      {choice('reason', c.reason, c.reasons)}
      {choice('region', c.region, named(choices?.regions))}
      <SupplierFilter list={list} />
      <PartnerSelect
        size="xs"
        aria-label={c.partner}
        placeholder={c.partner}
        className={classes.filter ?? ''}
        value={list.filters.partner_id ?? null}
        onChange={(id) => list.set('partner_id', id)}
      />
      <TextFilter
        label={c.lot}
        value={list.filters.lot_id}
        onChange={(value) => list.set('lot_id', value)}
      />
    </FilterBar>
  );
}

function named(values: readonly string[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(values.map((each) => [each, each]));
}
