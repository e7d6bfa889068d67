import type { PriceHistoryEntry } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  Empty,
  ExportButton,
  FilterBar,
  Page,
  Section,
  TextFilter,
} from '@psnb2b/ui';
import { client, useList } from '../../client.ts';
import { PricesNav } from '../../PricesNav.tsx';
import { to } from '../../pages.ts';
import { entryColumns } from './entry-columns.tsx';
import { words } from './words.ts';

const col = columnsOf<PriceHistoryEntry>();

/** Every price that was set. */
export function HistoryPage() {
  const list = useList('/price-history', ['sku', 'of']);
  return (
    <Page
      lead={words.lead}
      acts={<ExportButton url={client.urlOf('/price-history/export')} query={list.filters} />}
    >
      <PricesNav here="history" />
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="sku" label={words.sku} />
          <ChoiceFilter of={list} name="of" label={words.of} choices={words.whose} />
        </FilterBar>
        <DataList
          label={words.list}
          list={list}
          columns={[col.mono('sku', words.product), ...entryColumns]}
          rowKey={({ id }) => id}
          rowLink={({ sku }) => to.product(sku)}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}
