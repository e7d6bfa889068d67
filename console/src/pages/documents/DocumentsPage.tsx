import { Button } from '@mantine/core';
import type { IssueRun, StaffBillingDocument, WaitingPartner } from '@psnb2b/contract';
import {
  ChoiceFilter,
  ConfirmAct,
  columnsOf,
  DataList,
  DataTable,
  DueOn,
  Empty,
  FilterBar,
  Link,
  Loaded,
  monthName,
  monthsUntil,
  Page,
  Section,
  say,
  TextFilter,
  yearsUntil,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, client, useDo, useList, useRead } from '../../client.ts';
import { PartnerFilter } from '../../PartnerFilter.tsx';
import { to } from '../../pages.ts';
import { words } from './words.ts';

const col = columnsOf<StaffBillingDocument>();
const wait = columnsOf<WaitingPartner>();

const COLUMNS = [
  col.cell('number', words.number, ({ number, invoice_number }) => (
    <div>
      <div className="mono">{number}</div>
      {invoice_number !== null && <div className="quiet">{words.corrects(invoice_number)}</div>}
    </div>
  )),
  col.cell('partner', words.partner, ({ partner }) => (
    <Link to={to.partner(partner.id)}>{partner.name}</Link>
  )),
  col.word('kind', words.kind, words.kinds, { from: 'm' }),
  col.cell('month', words.month, ({ month }) => monthName(month), { from: 's' }),
  col.time('issued_at', words.issuedAt, { form: 'day', from: 'm' }),
  col.cell('due_on', words.due, (document) => <DueOn document={document} />, { from: 's' }),
  col.money('tax', words.tax, 'currency', { from: 'm' }),
  col.money('total', words.total, 'currency'),
  col.acts(({ id, number }) => <Files id={id} number={number} />),
];
const WAITING = [
  wait.cell('partner', words.partner, ({ partner }) => (
    <Link to={to.partner(partner.id)}>{partner.name}</Link>
  )),
  wait.cell('month', words.since, ({ month }) => monthName(month)),
  wait.word('waits_for', words.waitsFor, words.reasons),
];

const useDocuments = () => useList('/documents', ['q', 'year', 'month', 'kind', 'partner_id']);

/** Invoices and credit notes of all partners, what waits, and issuing what is due. */
export function DocumentsPage() {
  const list = useDocuments();
  return (
    <Page
      lead={words.lead}
      acts={
        <>
          <Button variant="default" component={Link} to={to.ageing}>
            {words.toAgeing}
          </Button>
          <Zip list={list} />
          <Issue />
        </>
      }
    >
      <Waiting />
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="q" label={words.search} />
          <ChoiceFilter of={list} name="year" label={words.year} choices={yearsUntil(new Date())} />
          <ChoiceFilter
            of={list}
            name="month"
            label={words.month}
            choices={monthsUntil(new Date())}
          />
          <ChoiceFilter of={list} name="kind" label={words.kind} choices={words.kinds} />
          <PartnerFilter list={list} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}

/** The documents of the year that is shown, of all partners or of one. */
function Zip({ list }: { readonly list: ReturnType<typeof useDocuments> }) {
  const may = allowed(useMe(), 'zipDocuments');
  const [newest] = list.reply.data?.data ?? [];
  if (!newest || !may.can) return null;
  const { year = newest.month.slice(0, 4), partner_id } = list.filters;
  const query = new URLSearchParams({ year, ...(partner_id && { partner_id }) });
  return (
    <Button
      component="a"
      variant="default"
      href={`${client.urlOf('/documents/zip')}?${query}`}
      download
    >
      {words.zip(year)}
    </Button>
  );
}

function Waiting() {
  const waiting = useRead('/documents/waiting');
  return (
    <Loaded query={waiting}>
      {({ partners, last_month }) =>
        partners.length > 0 && (
          <Section title={words.waiting} lead={words.waitingLead(monthName(last_month))} flush>
            <DataTable
              label={words.waiting}
              rows={partners}
              columns={WAITING}
              rowKey={({ partner }) => partner.id}
            />
          </Section>
        )
      }
    </Loaded>
  );
}

/** Issues what is due; its result stays until the page is left. */
function Issue() {
  const [run, setRun] = useState<IssueRun | null>(null);
  const act = useDo('POST /documents/issue', {
    send: () => ({}),
    onDone: (result) => {
      setRun(result);
      say(words.issued(result.count));
    },
  });
  return (
    <>
      {run !== null && !run.complete && <span className="quiet">{words.more}</span>}
      <ConfirmAct
        label={words.issue}
        says={words.issueSays}
        act={act}
        allowed={allowed(useMe(), 'issueDocuments')}
      />
    </>
  );
}

function Files({ id, number }: { readonly id: string; readonly number: string }) {
  const may = allowed(useMe(), 'printDocument');
  const at = `${client.urlOf('/documents')}/${id}`;
  if (!may.can) return null;
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
