import { Button } from '@mantine/core';
import type { PriceChangeSummary } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  Empty,
  FilterBar,
  Link,
  Page,
  Section,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useList } from '../../client.ts';
import { PricesNav } from '../../PricesNav.tsx';
import { to } from '../../pages.ts';
import { changeTones, words } from './words.ts';

const col = columnsOf<PriceChangeSummary>();

const COLUMNS = [
  col.text('reason', words.reason, { below: ({ made_by }) => made_by }),
  col.status('state', words.state, changeTones, words.states),
  col.count('prices', words.prices),
  col.count('changed', words.changed, { from: 's' }),
  col.count('left_out', words.leftOut, { from: 'm' }),
  col.time('takes_effect_at', words.takesEffect, { none: words.atOnce }),
  col.time('made_at', words.madeAt, { from: 's' }),
];

/** Changes of many list prices: those that wait, those that are scheduled and those that ended. */
export function PriceChangesPage() {
  const may = allowed(useMe(), 'makePriceChange');
  const list = useList('/price-changes', ['state']);
  return (
    <Page
      lead={words.lead}
      acts={
        may.can && (
          <Button component={Link} to={to.newPriceChange}>
            {words.make}
          </Button>
        )
      }
    >
      <PricesNav here="changes" />
      <Section flush>
        <FilterBar>
          <ChoiceFilter of={list} name="state" label={words.state} choices={words.states} />
        </FilterBar>
        <DataList
          label={words.list}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.priceChange(id)}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}
