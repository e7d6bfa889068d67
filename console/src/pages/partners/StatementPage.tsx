import type { Transaction } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  DayFilter,
  Empty,
  ExportButton,
  FilterBar,
  Link,
  monthsUntil,
  Page,
  Section,
  TextFilter,
} from '@psnb2b/ui';
import { useSearchParams } from 'react-router';
import { client, useListOfDays } from '../../client.ts';
import { PartnerFilter } from '../../PartnerFilter.tsx';
import { PartnerSelect } from '../../PartnerSelect.tsx';
import { to } from '../../pages.ts';
import { StatementSums } from './StatementSums.tsx';
import { statementWords as words } from './statement-words.ts';

const col = columnsOf<Transaction>();
const COLUMNS = [
  col.cell('what', words.what, ({ type, order_id, quantity, sku, reference }) => (
    <div>
      {order_id === null ? (
        words.types[type]
      ) : (
        <Link to={to.order(order_id)}>{words.about(words.types[type], quantity, sku)}</Link>
      )}
      {reference !== null && <div className="quiet breaks">{reference}</div>}
    </div>
  )),
  col.time('created_at', words.when, { from: 's' }),
  col.money('amount', words.amount, 'currency'),
  col.money('balance_after', words.after, 'currency', { from: 's' }),
];

/** The statement of a business, as its own people see it in the portal. */
export function StatementPage() {
  const [params, setParams] = useSearchParams();
  const partnerId = params.get('partner_id');
  if (partnerId === null) {
    return (
      <Page lead={words.lead} width="text">
        <Section>
          {/* by hand: a business is found by the letters of its name. */}
          <PartnerSelect
            label={words.business}
            value={null}
            onChange={(id) => id && setParams({ partner_id: id })}
          />
        </Section>
      </Page>
    );
  }
  return <StatementOf partnerId={partnerId} />;
}

function StatementOf({ partnerId }: { readonly partnerId: string }) {
  const names = ['q', 'month', 'type', 'partner_id'] as const;
  const list = useListOfDays('/transactions', names, { utc: true });
  return (
    <Page
      lead={words.lead}
      acts={<ExportButton url={client.urlOf('/transactions/export')} query={list.asked} />}
    >
      <StatementSums partnerId={partnerId} period={{ ...list.asked, ...monthOf(list.filters) }} />
      <Section flush>
        <FilterBar>
          <PartnerFilter list={list} />
          <TextFilter of={list} name="q" label={words.search} />
          <ChoiceFilter
            of={list}
            name="month"
            label={words.month}
            choices={monthsUntil(new Date())}
          />
          <ChoiceFilter of={list} name="type" label={words.type} choices={words.types} />
          <DayFilter of={list} name="from" label={words.from} />
          <DayFilter of={list} name="to" label={words.to} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ sequence }) => String(sequence)}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
      <p className="quiet">{words.utc}</p>
    </Page>
  );
}

function monthOf({ month }: { readonly month?: string | undefined }) {
  return month === undefined ? {} : { month };
}
