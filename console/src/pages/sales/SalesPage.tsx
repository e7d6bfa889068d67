import { Button } from '@mantine/core';
import type { SalesQuery, SalesReport } from '@psnb2b/contract';
import {
  ChoiceFilter,
  DayFilter,
  ExportButton,
  FilterBar,
  Link,
  Loaded,
  Page,
  Section,
  TextFilter,
  useKeys,
  useListState,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useSearchParams } from 'react-router';
import { allowed, client, useRead } from '../../client.ts';
import { PartnerFilter } from '../../PartnerFilter.tsx';
import { to } from '../../pages.ts';
import { SupplierFilter } from '../../SupplierFilter.tsx';
import { AgreementSection } from './AgreementSection.tsx';
import { addDays, everyDay } from './days-text.ts';
import { FiguresSection } from './FiguresSection.tsx';
import { GroupsSection } from './GroupsSection.tsx';
import { SALES_FILTERS, type SalesState } from './sales-state.ts';
import { words } from './words.ts';

const RANGE = 'last_30_days';
const OPEN_MS = 60_000;

/**
 * What was sold, at what margin, and whether the ledger agrees.
 * by hand: the days and the filters are in the address, as those of lists are.
 */
export function SalesPage() {
  const list = useListState(SALES_FILTERS);
  const me = useMe();
  const query = queryOf(list.filters);
  const report = useRead('/sales', { query }, { keep: true, refetchInterval: OPEN_MS });
  const mayExport = allowed(me, 'exportSales').can;
  const currency = currencyOf(report.data, list.filters.currency);
  useSteps(report.data);
  return (
    <Page
      lead={words.lead}
      acts={
        <>
          {allowed(me, 'getDayEnd').can && (
            <Button component={Link} to={to.dayEnd} variant="default">
              {words.dayEnd}
            </Button>
          )}
          {mayExport && (
            <ExportButton
              url={client.urlOf('/sales/export')}
              query={query as Readonly<Record<string, string>>}
            />
          )}
        </>
      }
    >
      <Section flush>
        <Filters list={list} report={report.data} currency={currency} />
      </Section>
      <Loaded query={report}>
        {(each) => (
          <>
            <FiguresSection report={each} currency={currency} />
            <GroupsSection report={each} currency={currency} list={list} />
            {mayExport && <AgreementSection query={rangeQueryOf(list.filters)} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Filters({
  list,
  report,
  currency,
}: {
  readonly list: SalesState;
  readonly report: SalesReport | undefined;
  readonly currency: string;
}) {
  const currencies = (report?.totals ?? []).map((each) => each.currency);
  const isOwn = isOwnDays(list.filters);
  return (
    <FilterBar>
      <ChoiceFilter
        of={{ ...list, filters: isOwn ? { ...list.filters, range: 'own' } : list.filters }}
        name="range"
        label={words.range}
        fallback={RANGE}
        choices={words.ranges}
      />
      {isOwn && (
        <>
          <DayFilter of={list} name="from" label={words.from} />
          <DayFilter of={list} name="to" label={words.to} />
        </>
      )}
      <ChoiceFilter of={list} name="by" label={words.by} fallback="day" choices={words.groupings} />
      {currencies.length > 1 && (
        <ChoiceFilter
          of={list}
          name="currency"
          label={words.currency}
          fallback={currency}
          choices={Object.fromEntries(currencies.map((each) => [each, each]))}
        />
      )}
      <PartnerFilter list={list} />
      <SupplierFilter list={list} />
      <TextFilter of={list} name="sku" label={words.sku} />
      <TextFilter of={list} name="region" label={words.region} />
      {list.filters.tier !== undefined && <TextFilter of={list} name="tier" label={words.tier} />}
    </FilterBar>
  );
}

type Chosen = SalesState['filters'];

/** Days that were typed apply as soon as there is a first one. */
function isOwnDays({ range, from }: Chosen): boolean {
  return range === 'own' || (range === undefined && from !== undefined);
}

function rangeQueryOf(filters: Chosen): Pick<SalesQuery, 'range' | 'from' | 'to'> {
  const { range, from, to: last } = filters;
  if (!isOwnDays(filters)) return { range: (range ?? RANGE) as NonNullable<SalesQuery['range']> };
  return from === undefined ? {} : { from, ...(last !== undefined && { to: last }) };
}

function queryOf(filters: Chosen): SalesQuery {
  const { by, region, sku, partner_id, supplier_id, tier } = filters;
  return {
    ...rangeQueryOf(filters),
    ...(by && { by: by as NonNullable<SalesQuery['by']> }),
    ...(region && { region }),
    ...(sku && { sku }),
    ...(partner_id && { partner_id }),
    ...(supplier_id && { supplier_id }),
    ...(tier !== undefined && { tier }),
  };
}

/** The chosen currency, otherwise the one with the most codes. */
function currencyOf(report: SalesReport | undefined, chosen: string | undefined): string {
  if (chosen !== undefined) return chosen;
  const totals = [...(report?.totals ?? [])].sort((a, b) => b.now.codes - a.now.codes);
  return totals[0]?.currency ?? '';
}

/** `←` and `→` lead to the days before and after, `t` to today. */
function useSteps(report: SalesReport | undefined) {
  const [, setParams] = useSearchParams();
  const change = (days: Record<'range' | 'from' | 'to', string | null>) =>
    setParams((now) => {
      const next = new URLSearchParams(now);
      for (const [name, value] of Object.entries(days)) {
        if (value === null) next.delete(name);
        else next.set(name, value);
      }
      return next;
    });
  const step = (way: 1 | -1) => {
    if (!report || (way === 1 && report.is_open)) return;
    const by = way * everyDay(report.from, report.to).length;
    const [from, last] = [addDays(report.from, by), addDays(report.to, by)];
    change({ range: 'own', from, to: last });
  };
  useKeys({
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    t: () => change({ range: 'today', from: null, to: null }),
  });
}
