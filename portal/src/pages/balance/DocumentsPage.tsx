import { Button } from '@mantine/core';
import type { BillingDocument } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  DueOn,
  Empty,
  ExportButton,
  FilterBar,
  monthName,
  Page,
  Section,
  TextFilter,
  yearsUntil,
} from '@psnb2b/ui';
import { client, useList } from '../../client.ts';
import { documentWords as words } from './words.ts';

const col = columnsOf<BillingDocument>();

const COLUMNS = [
  col.cell('number', words.number, ({ number, invoice_number }) => (
    <div>
      <div className="mono">{number}</div>
      {invoice_number !== null && <div className="quiet">{words.corrects(invoice_number)}</div>}
    </div>
  )),
  col.word('kind', words.kind, words.kinds, { from: 's' }),
  col.cell('month', words.month, ({ month }) => monthName(month), { from: 's' }),
  col.cell('due_on', words.due, (document) => <DueOn document={document} />, { from: 's' }),
  col.count('lines', words.lines, { from: 'm' }),
  col.money('net', words.net, 'currency', { from: 'm' }),
  col.money('tax', words.tax, 'currency', { from: 'm' }),
  col.money('total', words.total, 'currency'),
  col.acts(({ id, number }) => <Files id={id} number={number} />),
];

/** Invoices and credit notes: the sums, and each as PDF and CSV. */
export function DocumentsPage() {
  const list = useList('/documents', ['q', 'year', 'kind']);
  const year = list.filters.year ?? list.reply.data?.data[0]?.month.slice(0, 4);
  return (
    <Page
      acts={
        <>
          {year !== undefined && list.reply.data?.data.length !== 0 && (
            <Button
              component="a"
              variant="default"
              href={`${client.urlOf('/documents/zip')}?${new URLSearchParams({ year })}`}
              download
            >
              {words.zip(year)}
            </Button>
          )}
          <ExportButton url={client.urlOf('/documents/export')} query={list.filters} />
        </>
      }
    >
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="q" label={words.search} />
          <ChoiceFilter of={list} name="year" label={words.year} choices={yearsUntil(new Date())} />
          <ChoiceFilter of={list} name="kind" label={words.kind} choices={words.kinds} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
      <p className="quiet">{words.note}</p>
    </Page>
  );
}

function Files({ id, number }: { readonly id: string; readonly number: string }) {
  const at = `${client.urlOf('/documents')}/${id}`;
  return (
    <>
      <a href={`${at}/pdf`} download aria-label={words.fileOf('PDF', number)}>
        PDF
      </a>{' '}
      <a href={`${at}/csv`} download aria-label={words.fileOf('CSV', number)}>
        CSV
      </a>
    </>
  );
}
