import { Button } from '@mantine/core';
import type { PurchaseRow } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  DayFilter,
  Empty,
  ExportButton,
  FilterBar,
  groupDigits,
  Link,
  Page,
  Section,
  TextFilter,
} from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { client, useListOfDays, useRead } from '../../client.ts';
import { ModeSwitch } from '../../ModeSwitch.tsx';
import { to } from '../../pages.ts';
import { listWords as words } from './words.ts';

const col = columnsOf<PurchaseRow>();

const COLUMNS = [
  col.cell('purchase', words.purchase, ({ id, reference }) => (
    <div>
      <div className="breaks">{reference ?? id}</div>
      {reference !== null && <div className="quiet mono breaks">{id}</div>}
    </div>
  )),
  col.cell('bought_by', words.boughtBy, ({ bought_by }) => bought_by.name ?? bought_by.id, {
    from: 's',
  }),
  col.cell('lines', words.outcome, (purchase) => (
    <div>
      <div>{words.lines(purchase.lines)}</div>
      <div className="quiet">{words.outcomeOf(purchase)}</div>
    </div>
  )),
  col.cell('codes', words.codes, ({ codes }) => groupDigits(codes), { align: 'right', from: 'm' }),
  col.money('total', words.total, 'currency'),
  col.time('created_at', words.created, { form: 'ago' }),
];

/** Every purchase of the business, whoever made it. */
export function PurchasesPage() {
  const list = useListOfDays('/purchases', ['q', 'bought_by', 'mode']);
  const people = useRead('/colleagues').data?.data ?? [];
  const mode = list.filters.mode === 'test' ? 'test' : 'live';
  const buy = (
    <Button component={Link} to={at(to.buy, mode === 'test' ? { mode } : {})}>
      {words.buy}
    </Button>
  );
  return (
    <Page
      acts={
        <>
          <ExportButton url={client.urlOf('/purchases/export')} query={list.asked} />
          {buy}
        </>
      }
    >
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="q" label={words.search} />
          <ChoiceFilter
            of={list}
            name="bought_by"
            label={words.boughtBy}
            choices={Object.fromEntries(people.map(({ id, name }) => [id, name]))}
          />
          <DayFilter of={list} name="from" label={words.from} />
          <DayFilter of={list} name="to" label={words.to} />
          <ModeSwitch of={list} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.purchase(id)}
          empty={<Empty title={words.none} hint={words.noneHint} action={buy} />}
        />
      </Section>
      <p className="quiet">{words.ofKeys}</p>
    </Page>
  );
}
